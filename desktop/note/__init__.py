"""What a visit's note says, in plain text and in HTML."""
