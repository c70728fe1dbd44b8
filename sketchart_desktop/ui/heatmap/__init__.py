"""Where the generator looked, over drawing and artwork."""
