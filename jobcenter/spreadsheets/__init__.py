"""Somebody's spreadsheet on its way into any room: read, looked at, run, taken back."""
