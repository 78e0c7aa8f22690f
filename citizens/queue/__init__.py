"""What the room puts on My day."""
