"""Rules about figures as plain functions: no Django, no query, no clock; dates are passed in."""
