"""Learns to say what a drawing shows: strokes and bitmaps of many hands, line art of icons, one small network."""
