"""The body as data: its surface, its views, its regions, and the way between a point of a picture and a named site."""
