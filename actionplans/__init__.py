"""actionplans."""
