"""The main window: menus, status line, first run, language."""
