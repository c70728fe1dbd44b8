"""Reading: turning a picture of a drawing (scan, photo, file from any program) into ink and colour. Arrays in, arrays
out; numpy and OpenCV alone; nothing learnt."""

from engines.reading.reader import READ_SIDE_PX, find_corners, read_drawing
from engines.reading.result import Kind, Note, Reading

__all__ = ["READ_SIDE_PX", "Kind", "Note", "Reading", "find_corners", "read_drawing"]
