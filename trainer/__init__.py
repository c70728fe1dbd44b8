"""The trainer: learns a style from drawings and exports it as a style pack. Knows no Qt."""
