"""The artwork beside, over or apart from the drawing, and how it is dragged out."""
