"""Citizens, their groups, their consent and their plan."""
