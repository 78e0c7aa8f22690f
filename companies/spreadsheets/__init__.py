"""Somebody's spreadsheet on its way in: read, looked at row by row, written, taken back."""
