"""What pages read: the consultant's day, lists, a placement's weeks."""
