"""Widgets: they show and ask; they decide nothing and know no worker."""
