"""Scripts for developers: pictures of the window, the list of shortcuts, the sample drawings."""
