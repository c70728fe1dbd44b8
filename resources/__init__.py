"""What ships with the program: styles, sample drawings, translations, icons. Knows where they lie and nothing else."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resources_dir() -> Path:
    """The folder of everything bundled: a real one in a checkout, an installed package and a frozen bundle alike."""
    return Path(str(files(__name__)))


def styles_dir() -> Path:
    """The bundled style packs, one folder each."""
    return resources_dir() / "styles"


def figure_prior() -> Path:
    """The network that tells figure from ground in line art (ONNX)."""
    return resources_dir() / "figure_prior" / "prior.onnx"


def icons_dir() -> Path:
    """Small pictures for the style sheet."""
    return resources_dir() / "icons"


def samples_dir() -> Path:
    """The bundled sample drawings."""
    return resources_dir() / "samples"


def sample_drawings() -> tuple[Path, ...]:
    """Every bundled sample by name: drawings (`.ora`), and photographed ones (`.jpg`)."""
    return tuple(sorted(path for path in samples_dir().iterdir() if path.suffix in (".ora", ".jpg")))


def translation(language: str) -> Path | None:
    """The compiled translation (`.qm`) for a language code such as `ko` or `ko_KR`; None where there is none."""
    for code in (language.replace("-", "_"), language.replace("-", "_").split("_")[0]):
        path = resources_dir() / "translations" / f"sketchart_{code}.qm"
        if code and path.is_file():
            return path
    return None
