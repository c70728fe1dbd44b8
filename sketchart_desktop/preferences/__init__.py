"""What the program keeps about its user: settings, keys, recent files, window layout, and where it keeps them."""
