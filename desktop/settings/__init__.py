"""Settings of the person at this machine: one declared table, kept as TOML."""
