"""Code lines and their reasons from what was recorded: `rules.code`."""
