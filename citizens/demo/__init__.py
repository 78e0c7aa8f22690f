"""The demo's parts, one file each."""
