"""The body map: figure, marks, gestures and the rail of views."""
