"""Plain-text labels, buttons, chips and sheets: what every panel is made of."""
