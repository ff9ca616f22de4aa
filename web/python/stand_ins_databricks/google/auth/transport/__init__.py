"""Stand-in, see google.auth."""
