"""Memory for a whole paper, of which a drawing touches little at first."""

from __future__ import annotations

import mmap

import numpy as np

SMALL_BYTES = 1 << 20  # below this it is ordinary memory


def blank(height: int, width: int, dtype: type[np.generic]) -> np.ndarray:
    """Zeros [height, width], taken from the system by the small page, at first touch.

    numpy asks Linux for huge pages. The first dab on each then has two megabytes zeroed: a hitch under the pen, and a
    thin line takes as much memory as a filled paper.
    """
    count = height * width
    size = count * np.dtype(dtype).itemsize
    if size < SMALL_BYTES or not hasattr(mmap, "MADV_NOHUGEPAGE"):
        return np.zeros((height, width), dtype)
    memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    return np.frombuffer(memory, dtype, count).reshape(height, width)
