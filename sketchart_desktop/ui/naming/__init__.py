"""The line under the drawing that says what it shows, and the list from which another name is chosen."""
