"""Tags of the citizens room."""
