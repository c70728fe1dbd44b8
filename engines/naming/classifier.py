"""The sketch classifier, ready on the CPU: a small picture of lines to labels with probabilities and an embedding.

Knows the files of `resources/classifier` and OpenVINO; does not know how drawings are split into figures.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.errors import StylePackError
from engines.naming.raster import seen
from engines.naming.vocabulary import Vocabulary, read_vocabulary
from engines.runtimes.openvino import OpenVinoGraph
from resources import resources_dir


@dataclass(frozen=True)
class Label:
    """What a figure may show: a thing's id in the vocabulary, and how probable, 0..1."""

    thing: str
    probability: float


@dataclass(frozen=True, eq=False)
class Recognition:
    """`labels`: the most probable first, one for each group of interchangeable things (a cup and a mug), whose
    probabilities are added. `embedding`: float32 [128], of length 1; drawings of like things lie close."""

    labels: tuple[Label, ...]
    embedding: np.ndarray


class SketchClassifier:
    """One thread at a time.

    Raises StylePackError for files that do not belong together, EngineError where OpenVINO cannot start.
    """

    def __init__(self, folder: Path | None = None, *, vocabulary: Vocabulary | None = None, threads: int = 1) -> None:
        folder = folder or resources_dir() / "classifier"
        self.vocabulary = vocabulary or read_vocabulary(folder / "vocabulary.json")
        try:
            about = json.loads((folder / "classifier.json").read_text(encoding="utf-8"))
            data = (folder / "classifier.onnx").read_bytes()
            self._side_px = int(about["side_px"])
            self._temperature = float(about["temperature"])
            self.labels = tuple(str(label) for label in about["labels"])
            expected = str(about["sha256"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StylePackError("The sketch classifier's files cannot be read.") from error
        if hashlib.sha256(data).hexdigest() != expected:
            raise StylePackError("The sketch classifier's file is not the one that was trained.")
        if not 24 <= self._side_px <= 96 or any(label not in self.vocabulary for label in self.labels):
            raise StylePackError("The sketch classifier and its list of names do not belong together.")
        # f32: the network is so small that bf16 gains nothing.
        self._graph = OpenVinoGraph(folder / "classifier.onnx", "f32", threads=threads)
        groups = [self.vocabulary[label].group for label in self.labels]
        self.groups = tuple(dict.fromkeys(groups))
        place = {group: i for i, group in enumerate(self.groups)}
        self._group_of = np.array([place[group] for group in groups])

    def recognise(self, ink: np.ndarray, *, count: int = 5) -> Recognition:
        """What the lines of `ink` (uint8 [H, W] coverage, 255 = line) show together. Raises ValueError for no ink."""
        if not (ink > 64).any():
            raise ValueError("there is no ink to name")
        return self.recognise_picture(seen(ink, side_px=self._side_px), count=count)

    def recognise_picture(self, picture: np.ndarray, *, count: int = 5) -> Recognition:
        """As `recognise`, for a picture as the network sees it (engines.naming.raster): float32 [S, S]."""
        probabilities, embedding = self.probabilities(picture)
        summed = np.bincount(self._group_of, probabilities, len(self.groups))
        labels = []
        for group in np.argsort(-summed)[:count]:
            members = np.flatnonzero(self._group_of == group)
            best = members[int(np.argmax(probabilities[members]))]
            labels.append(Label(self.labels[best], float(summed[group])))
        return Recognition(tuple(labels), embedding)

    def probabilities(self, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(probability of every label, float64 [L]; embedding float32 [128]) of a picture and its mirror image."""
        both = np.stack([picture, picture[:, ::-1]])[:, None]
        answer = self._graph.run_graph({"drawing": both})
        logits = np.asarray(answer["logits"], np.float64).mean(axis=0) / self._temperature
        chances = np.exp(logits - logits.max())
        embedding = np.array(answer["embedding"], np.float32).mean(axis=0)
        return chances / chances.sum(), embedding / max(float(np.linalg.norm(embedding)), 1e-6)

    @property
    def side_px(self) -> int:
        """Side of the picture that the network is shown."""
        return self._side_px
