"""How alike two pairs are: hashes of what is seen, so that a copy that was resized or saved anew is known again.

The hash is the sign of the low frequencies of a cosine transform (Zauner, "Implementation and benchmarking of
perceptual image hash functions", 2010, section 3.2.1); colours are compared as sixteen means, for the hash sees none.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

SIDE = 8
BITS_APART = 6  # of 64: no more is a copy
TONES_APART = 14  # of 255: where none differs more it is a copy
TONES = 4


@dataclass(frozen=True, eq=False)
class PairLikeness:
    """`bits`: uint8 [16], the hashes of lines and colouring. `tones`: uint8 [48], the colouring's colours."""

    bits: np.ndarray
    tones: np.ndarray

    def text(self) -> str:
        """For a file."""
        return (self.bits.tobytes() + self.tones.tobytes()).hex()

    @classmethod
    def of_text(cls, text: str) -> PairLikeness:
        """Raises ValueError where it is none."""
        values = np.frombuffer(bytes.fromhex(text), np.uint8)
        if len(values) != 64:
            raise ValueError("no likeness")
        return cls(values[:16], values[16:])


def likeness(ink: np.ndarray | None, target: np.ndarray | None) -> PairLikeness:
    """Of a pair: `ink` uint8 [H, W], `target` uint8 [H, W, 3] RGB on paper; either may be missing."""
    tones = np.zeros(3 * TONES * TONES, np.uint8)
    if target is not None:
        tones = cv2.resize(target, (TONES, TONES), interpolation=cv2.INTER_AREA).reshape(-1)
    grey = None if target is None else cv2.cvtColor(np.ascontiguousarray(target), cv2.COLOR_RGB2GRAY)
    return PairLikeness(np.concatenate([_hash(ink), _hash(grey)]), tones)


class KnownLikenesses:
    """What was seen so far, by id."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._bits = bytearray()
        self._tones = bytearray()

    def add(self, id: str, new: PairLikeness) -> None:
        self._ids.append(id)
        self._bits += new.bits.tobytes()
        self._tones += new.tones.tobytes()

    def copy_of(self, new: PairLikeness, *, but: str = "") -> str | None:
        """The id of what this is a copy of, `but` for one; None where it is new."""
        apart = np.bitwise_count(np.frombuffer(self._bits, np.uint8).reshape(-1, 16) ^ new.bits)
        alike = (apart[:, :8].sum(axis=1) <= BITS_APART) & (apart[:, 8:].sum(axis=1) <= BITS_APART)
        tones = np.frombuffer(self._tones, np.uint8).reshape(-1, 3 * TONES * TONES)
        for number in np.flatnonzero(alike):
            near = int(np.abs(tones[number].astype(int) - new.tones).max()) <= TONES_APART
            if near and self._ids[number] != but:
                return self._ids[number]
        return None


def _hash(grey: np.ndarray | None) -> np.ndarray:
    """uint8 [8]."""
    if grey is None:
        return np.zeros(SIDE * SIDE // 8, np.uint8)
    small = cv2.resize(grey, (4 * SIDE, 4 * SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(cv2.GaussianBlur(small, (0, 0), 0.8))[:SIDE, :SIDE].reshape(-1)
    return np.packbits(low > np.median(low[1:]))
