"""What a photo is of, apart from what is behind it: a mask. Nothing is downloaded.

Without a network: colours that the picture's border has are background (Wei, Wen, Zhu, Sun, "Geodesic saliency using
background priors", ECCV 2012), what stands out of the spectrum is not (Hou, Zhang, "Saliency detection: a spectral
residual approach", CVPR 2007), and GrabCut (Rother, Kolmogorov, Blake 2004) finds the edge between them.
With torchvision's DeepLabv3 (Chen et al. 2017): where a file of its weights is on this computer already.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from trainer.curation.set_folder import SetError

LOOK_PX = 320  # long side at which the subject is looked for
DEEPLAB_PX = 512
BORDER = 0.035  # of the side: this far in, the picture is taken for background
BORDER_COLOURS = 6
ROUNDS = 5
LEAST, MOST = 0.02, 0.92  # of the picture: a subject smaller or larger than this was not found
SPECK = 0.12  # of the largest part: smaller parts are no part of the subject
# PASCAL VOC's classes, which torchvision's weights tell apart.
CLASSES = (
    *("background", "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow"),
    *("diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor"),
)


def subject_by_colour(rgb: np.ndarray) -> np.ndarray | None:
    """The mask of a photo's subject, bool [H, W]; None where none stands out. `rgb`: uint8 [H, W, 3]."""
    height, width = rgb.shape[:2]
    scale = min(1.0, LOOK_PX / max(height, width))
    small = cv2.resize(rgb, (max(8, round(width * scale)), max(8, round(height * scale))), interpolation=cv2.INTER_AREA)
    likely = saliency(small)
    marks = _marks(likely)
    models = np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64)
    cv2.setRNGSeed(0)
    try:
        cv2.grabCut(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), marks, (0, 0, 1, 1), *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    except cv2.error:  # a picture of fewer colours than it wants
        return None
    mask = _tidied(np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8))
    if not LEAST <= float(mask.mean()) <= MOST:
        return None
    whole = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.GaussianBlur(whole, (0, 0), 0.6 / scale) > 0.5


def saliency(rgb: np.ndarray) -> np.ndarray:
    """How likely each pixel is of the subject, float32 [H, W] in 0..1. `rgb`: uint8 [H, W, 3], small."""
    lab = cv2.cvtColor(cv2.bilateralFilter(rgb, 7, 30, 5), cv2.COLOR_RGB2LAB).astype(np.float32)
    apart = np.minimum(_from_border(lab), 60.0) / 60.0
    residual = _spectral_residual(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))
    height, width = rgb.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    middle = np.exp(-1.2 * (x * x + y * y))
    likely = (0.65 * apart + 0.35 * residual) * (0.35 + 0.65 * middle)
    likely = cv2.GaussianBlur(likely, (0, 0), max(height, width) / 60)
    return likely / max(float(likely.max()), 1e-6)


def deeplab_weights(folder: Path | None = None) -> Path | None:
    """A file of DeepLabv3 weights in torch's own cache (or `folder`), None where there is none; the smallest first."""
    if folder is None:
        import torch

        folder = Path(torch.hub.get_dir()) / "checkpoints"
    found = [path for name in ("mobilenet_v3_large", "resnet50", "resnet101") for path in _weights(folder, name)]
    return found[0] if found else None


def subject_by_deeplab(rgb: np.ndarray, weights: Path, *, of: Sequence[str] = ()) -> np.ndarray | None:
    """The mask, bool [H, W], of what DeepLabv3 takes for one of the classes `of` (any but background without); None
    where there is none. Raises SetError where the weights cannot be used."""
    import torch
    from torchvision.models import segmentation

    builders = {
        "mobilenet_v3_large": segmentation.deeplabv3_mobilenet_v3_large,
        "resnet50": segmentation.deeplabv3_resnet50,
        "resnet101": segmentation.deeplabv3_resnet101,
    }
    wanted = [CLASSES.index(name) for name in of] or list(range(1, len(CLASSES)))
    build = next((builder for name, builder in builders.items() if name in weights.name), None)
    try:
        if build is None:
            raise ValueError("the file's name says no kind of DeepLabv3")
        state = torch.load(weights, map_location="cpu", weights_only=True)
        network = build(weights=None, weights_backbone=None, num_classes=len(CLASSES), aux_loss=True)
        network.load_state_dict(state, strict=False)
    except Exception as error:
        raise SetError("{0} cannot be used to find subjects: {1}.", weights.name, str(error)[:200]) from error
    height, width = rgb.shape[:2]
    scale = DEEPLAB_PX / max(height, width)
    small = cv2.resize(rgb, (max(8, round(width * scale)), max(8, round(height * scale))), interpolation=cv2.INTER_AREA)
    mean, spread = np.array([0.485, 0.456, 0.406], np.float32), np.array([0.229, 0.224, 0.225], np.float32)
    plane = ((small / 255.0 - mean) / spread).astype(np.float32).transpose(2, 0, 1)[None]
    with torch.inference_mode():
        answer = network.eval()(torch.from_numpy(np.ascontiguousarray(plane)))["out"][0].argmax(0).numpy()
    mask = _tidied(np.isin(answer, wanted).astype(np.uint8))
    if float(mask.mean()) < LEAST:
        return None
    return cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR) > 0.5


def _weights(folder: Path, name: str) -> list[Path]:
    return sorted(folder.glob(f"deeplabv3_{name}*.pth")) if folder.is_dir() else []


def _from_border(lab: np.ndarray) -> np.ndarray:
    """float32 [H, W]: how far, in Lab, a pixel's colour is from the nearest of the border's main colours."""
    room = max(2, round(BORDER * max(lab.shape[:2])))
    rim = np.concatenate([lab[:room].reshape(-1, 3), lab[:, :room].reshape(-1, 3), lab[:, -room:].reshape(-1, 3)])
    # The bottom counts half: subjects stand on it.
    rim = np.concatenate([rim, lab[-room:].reshape(-1, 3)[::2]])
    cv2.setRNGSeed(0)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1.0)
    _, labels, centres = cv2.kmeans(rim, BORDER_COLOURS, np.zeros(0), stop, 2, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels.ravel(), minlength=BORDER_COLOURS) / len(rim)
    rare = 12.0 * (shares < 0.04)
    distances = [np.linalg.norm(lab - centre, axis=2) + more for centre, more in zip(centres, rare, strict=True)]
    return np.min(distances, axis=0).astype(np.float32)


def _spectral_residual(grey: np.ndarray) -> np.ndarray:
    """Hou and Zhang's equations 3 to 5, at their 64 pixels: float32 [H, W] in 0..1."""
    small = cv2.resize(grey, (64, 64), interpolation=cv2.INTER_AREA).astype(np.float32)
    spectrum = np.fft.fft2(small)
    log = np.log(np.abs(spectrum) + 1e-6)
    residual = log - cv2.blur(log.astype(np.float32), (3, 3), borderType=cv2.BORDER_REFLECT)
    found = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    found = cv2.GaussianBlur(found.astype(np.float32), (0, 0), 3.0)
    found /= max(float(np.percentile(found, 99.0)), 1e-9)
    return cv2.resize(np.minimum(found, 1.0), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)


def _marks(likely: np.ndarray) -> np.ndarray:
    """GrabCut's four marks: the rim is background, the likeliest twelfth is subject, the rest is to be found out."""
    cut, _ = cv2.threshold(np.rint(likely * 255).astype(np.uint8), 0, 255, cv2.THRESH_OTSU)
    marks = np.where(likely * 255 > cut, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[likely > np.percentile(likely, 92)] = cv2.GC_FGD
    room = max(2, round(0.5 * BORDER * max(likely.shape)))
    for rim in (marks[:room], marks[:, :room], marks[:, -room:]):  # not the bottom: busts are cut off there
        rim[:] = cv2.GC_BGD
    return marks


def _tidied(mask: np.ndarray) -> np.ndarray:
    """bool: the large parts of a mask, without holes smaller than they."""
    size = max(3, round(max(mask.shape) / 80) | 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    mask = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc), cv2.MORPH_CLOSE, disc)
    for value in (1, 0):
        count, labels, stats, _ = cv2.connectedComponentsWithStats((mask == value).astype(np.uint8), connectivity=4)
        areas = stats[:, cv2.CC_STAT_AREA]
        most = int(areas[1:].max()) if count > 1 else 0
        small = [number for number in range(1, count) if areas[number] < SPECK * most]
        mask[np.isin(labels, small)] = 1 - value
    return mask.astype(bool)
