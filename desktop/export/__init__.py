"""A record as bytes that leave the program."""
