"""Reading checkpoints that nobody vouches for: tensors by name, or a refusal in words. No pickle runs code here."""

from __future__ import annotations

import argparse
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from engines.errors import StylePackError
from engines.importers.wrappings import Tensors, unwrapped

# The largest known checkpoint, U-GAT-IT's with both generators and four discriminators, has 2.7 GB.
LIMIT_BYTES = 2_900_000_000
TENSORS_LIMIT = 20_000
NPY_FILES_LIMIT = 512


def read_tensors(
    path: Path,
    *,
    direction: str,
    fits: Callable[[Tensors], bool],
    joined: Callable[[Tensors, Tensors], Tensors],
) -> Tensors:
    """The generator's tensors in a checkpoint: a file of torch's or safetensors', or a folder of .npy files.

    What a training program saved around them is taken off (engines.importers.wrappings, which `fits` and `joined` are
    for); of two directions' generators, `direction` ("a2b", "b2a") is taken.
    """
    if path.is_dir():
        return _sound(_npy_folder(path))
    if path.stat().st_size > LIMIT_BYTES:
        raise StylePackError("{0} is too large to import.", path.name)
    if path.suffix == ".safetensors":
        try:
            held: Any = dict(load_file(path))
        except (SafetensorError, OSError, ValueError) as error:
            raise StylePackError("{0} is damaged, or no safetensors file.", path.name) from error
    else:
        held = _torch_file(path)
    return _sound(unwrapped(held, direction=direction, fits=fits, joined=joined))


def _torch_file(path: Path) -> Any:
    zipped = zipfile.is_zipfile(path)
    if zipped:
        _check_zip(path)
    try:
        # The options of a training, which many keep beside the weights: plain values, no code.
        with torch.serialization.safe_globals([argparse.Namespace]):
            return torch.load(path, map_location="cpu", weights_only=True, mmap=zipped)
    except pickle.UnpicklingError as error:
        words = str(error)
        refused = "Unsupported" in words or "GLOBAL" in words or "weights_only" in words.lower()
        # Of a file that is no pickle at all, torch says no more than that it knows no such operand.
        if refused and ("Unsupported operand" not in words or zipped or _begins(path, b"\x80")):
            raise StylePackError(
                "{0} holds a whole model, not only weights: it wants to run code, and is refused. Whoever has its code "
                'can save the weights alone: torch.save(model.state_dict(), "weights.pth").',
                path.name,
            ) from error
        if path.suffix == ".bin":
            raise StylePackError(
                "{0} is no checkpoint; one of ncnn's needs its .param file beside it.", path.name
            ) from error
        raise StylePackError("{0} is damaged, or no checkpoint.", path.name) from error
    except (RuntimeError, EOFError, ValueError, KeyError, OSError, TypeError, AttributeError, IndexError) as error:
        raise StylePackError("{0} is damaged, or no checkpoint.", path.name) from error


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _check_zip(path: Path) -> None:
    """torch writes its records uncompressed: anything else could grow without end."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise StylePackError("{0} is damaged, or no checkpoint.", path.name) from error
    if any(info.compress_type != zipfile.ZIP_STORED for info in infos):
        raise StylePackError("{0} is packed in a way that checkpoints are not.", path.name)
    if sum(info.file_size for info in infos) > LIMIT_BYTES:
        raise StylePackError("{0} is too large to import.", path.name)


def _npy_folder(folder: Path) -> Tensors:
    """One file per tensor, NAME.npy."""
    files = sorted(folder.glob("*.npy"))
    if not files or len(files) > NPY_FILES_LIMIT:
        raise StylePackError("The folder {0} holds no weights as .npy files.", folder.name)
    if sum(file.stat().st_size for file in files) > LIMIT_BYTES:
        raise StylePackError("The folder {0} is too large to import.", folder.name)
    tensors = {}
    for file in files:
        try:
            tensors[file.stem] = torch.from_numpy(np.load(file, allow_pickle=False, mmap_mode="r").astype(np.float32))
        except (ValueError, OSError, EOFError, TypeError) as error:
            raise StylePackError("{0} is damaged, or holds more than numbers.", file.name) from error
    return tensors


def _sound(tensors: Tensors) -> Tensors:
    """Plain float32 tensors within the limits. A few bytes can claim any size: sizes are added up before any is
    read.
    """
    if len(tensors) > TENSORS_LIMIT:
        raise StylePackError("The checkpoint holds too many tensors.")
    if sum(tensor.numel() * 4 for tensor in tensors.values()) > LIMIT_BYTES:
        raise StylePackError("The checkpoint claims more weights than any known generator has.")
    sound = {}
    for name, tensor in tensors.items():
        if tensor.layout != torch.strided or tensor.is_complex() or tensor.is_quantized:
            raise StylePackError("The checkpoint's {0} is of a kind that cannot be imported.", name[:80])
        if name.endswith("num_batches_tracked"):
            continue
        values = tensor.detach().float().contiguous()
        if not torch.isfinite(values).all():
            raise StylePackError("The checkpoint's {0} holds values that are no numbers.", name[:80])
        sound[name] = values
    return sound
