"""Settings: `local` for `make run`, `test` for pytest, `production` for a municipality."""
