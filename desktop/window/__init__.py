"""The main window: builds the widgets of the other rooms and connects them. No rules."""
