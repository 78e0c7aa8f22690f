"""What each part of the room registers when Django starts."""
