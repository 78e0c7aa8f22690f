"""Own pages by a door of their own: who comes in, and what is told."""
