"""Scripts for developers and for CI; nothing here ships with the program."""
