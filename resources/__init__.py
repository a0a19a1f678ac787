"""What ships with Dermtally: data, and the closed vocabulary that storage and program share."""
