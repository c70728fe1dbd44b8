"""The drawing surface: what is seen (viewport), what the hand does (tools), and the widget that joins them."""
