"""People: signing in, the lock, the list of the practice's people, and what the administrator looks through."""
