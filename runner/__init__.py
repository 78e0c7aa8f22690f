"""Starts Bro from nothing: environment, servers, application, tests, backup."""
