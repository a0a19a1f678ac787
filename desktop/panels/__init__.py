"""The panels around the figure: banner, brush, call-out, count, codes, list, next step, status."""
