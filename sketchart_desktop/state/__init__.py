"""What the app knows, told by signals: session, painting, settings, pictures, paths. QtCore and QtGui only."""
