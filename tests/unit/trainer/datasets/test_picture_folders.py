"""Folders of pictures, as people lay them out: found, read, refused in words, and cut the same way each time."""

from __future__ import annotations

import zipfile
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from trainer.datasets.drawn_pairs import Pairs
from trainer.datasets.drawn_pictures import DrawnPictures, as_pictures
from trainer.datasets.picture_files import UnreadableError, read_picture
from trainer.datasets.picture_folders import open_folder
from trainer.datasets.pictures import Cut, PictureBatch
from trainer.datasets.subjects import StyleSource, load_subjects
from trainer.job import JobError
from trainer.translation.recipe import PictureRecipe
from trainer.translation.run import open_source

CUT = Cut(32, 36)


def _picture(path: Path, tone: int, *, height: int = 40, width: int = 40) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = np.linspace(0, 40, width)[None, :, None] + np.linspace(0, 40, height)[:, None, None]
    cv2.imwrite(str(path), (rows + tone + np.zeros(3)).clip(0, 255).astype(np.uint8))


def _first(folder: Path, **options: object) -> PictureBatch:
    return next(open_folder(folder, load_px=36, **options).stream(0, batch=4, rows=slice(0, 4), cut=CUT))  # type: ignore[arg-type]


def test_pairs_are_cut_and_mirrored_alike_and_the_unreadable_is_left_out_and_counted(tmp_path: Path) -> None:
    for number in range(10):
        for side in "AB":
            _picture(tmp_path / side / f"{number}.png", number * 10)
    (tmp_path / "A" / "broken.png").write_bytes(b"no picture")
    _picture(tmp_path / "B" / "broken.png", 3)
    _picture(tmp_path / "A" / "alone.png", 3)
    folder = open_folder(tmp_path, load_px=36)
    assert "10 pairs" in folder.told and "1 pictures without a partner" in folder.told
    assert "1 that cannot be read" in folder.told
    whole = [next(folder.stream(step, batch=4, rows=slice(0, 4), cut=CUT)) for step in range(3)]
    for batch in whole:
        assert batch.a.shape == (4, 3, 32, 32) and np.array_equal(batch.a, batch.b)
    streamed = list(islice(folder.stream(0, batch=4, rows=slice(2, 4), cut=CUT), 3))
    assert all(np.array_equal(s.a, w.a[2:]) for s, w in zip(streamed, whole, strict=True)), "any part, at any step"
    seen = {int(row.min()) for batch in whole for row in batch.a}
    assert int(folder.held_out(4, CUT).a[0].min()) // 10 not in {tone // 10 for tone in seen}


def test_heaps_without_pairs_are_mixed(tmp_path: Path) -> None:
    for number in range(6):
        _picture(tmp_path / "trainA" / f"{number}.png", 0)
        _picture(tmp_path / "trainB" / f"photo{number}.jpg", 200, height=60)
    batch = _first(tmp_path)
    assert batch.a.max() < 100 and batch.b.min() > 180
    assert not open_folder(tmp_path, load_px=36).paired
    assert open_folder(tmp_path, load_px=36).styles(2, 64).shape == (2, 3, 64, 64)
    with pytest.raises(JobError, match="only 6 pictures"):
        open_folder(tmp_path, load_px=36).styles(7, 64)


def test_pictures_side_by_side_are_halved_also_in_a_folder_train(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    for number in range(4):
        both = np.hstack([np.full((40, 40, 3), 20, np.uint8), np.full((40, 40, 3), 220, np.uint8)])
        cv2.imwrite(str(tmp_path / "train" / f"{number}.png"), both)
    batch = _first(tmp_path)
    assert batch.a.max() == 20 and batch.b.min() == 220
    swapped = _first(tmp_path, swapped=True)
    assert swapped.a.min() == 220 and swapped.b.max() == 20


@pytest.mark.parametrize("form", ["uint8", "channels first", "floats"])
def test_npz_files_hold_pairs(tmp_path: Path, form: str) -> None:
    a, b = np.full((5, 40, 50, 3), 51, np.uint8), np.full((5, 40, 50, 3), 204, np.uint8)
    if form == "channels first":
        a, b = a.transpose(0, 3, 1, 2), b.transpose(0, 3, 1, 2)
    if form == "floats":
        a, b = a / 127.5 - 1, b / 127.5 - 1
    np.savez(tmp_path / "pairs.npz", a=a, b=b)
    for place in (tmp_path, tmp_path / "pairs.npz"):
        batch = _first(place)
        assert np.abs(batch.a.astype(int) - 51).max() <= 1 and np.abs(batch.b.astype(int) - 204).max() <= 1


def test_npz_files_with_objects_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "bad.npz", a=np.array([object()]), b=np.array([object()]))
    with pytest.raises(JobError, match="cannot be read"):
        open_folder(tmp_path, load_px=36)


def _ora(path: Path, layers: dict[str, np.ndarray]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    tags = "".join(f'<layer name="{name}" src="data/{name}.png" x="4" y="0"/>' for name in layers)
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("mimetype", "image/openraster")
        pack.writestr("stack.xml", f'<image w="40" h="40"><stack>{tags}</stack></image>')
        pack.writestr("mergedimage.png", cv2.imencode(".png", np.full((40, 40, 3), 90, np.uint8))[1].tobytes())
        for name, picture in layers.items():
            pack.writestr(f"data/{name}.png", cv2.imencode(".png", picture)[1].tobytes())


def test_kept_artworks_teach_with_the_drawings_that_made_them(tmp_path: Path) -> None:
    ink = np.zeros((10, 10, 4), np.uint8)
    ink[:, :, 3] = 255
    reference = np.full((36, 36, 4), 255, np.uint8)
    reference[:, :, 0] = 0
    for number in range(3):
        entry = tmp_path / f"20260101-00000{number}-0123abcd"
        _ora(entry / "drawing.ora", {"ink": ink, "reference": reference})
        _picture(entry / "artwork.png", 100, height=80, width=80)
    (tmp_path / "20260101-000009-0123abcd").mkdir()
    _ora(tmp_path / "20260101-000009-0123abcd" / "drawing.ora", {"ink": ink})
    assert "3 pairs (gallery)" in (told := open_folder(tmp_path, load_px=36).told) and "1 drawings without" in told
    drawing = read_picture(tmp_path / "20260101-000000-0123abcd" / "drawing.ora")
    assert drawing[5, 8].tolist() == [0, 0, 0] and drawing[20, 20].tolist() == [255, 255, 255], (
        "ink, not what is traced"
    )
    _ora(tmp_path / "foreign.ora", {"background": reference})
    assert read_picture(tmp_path / "foreign.ora")[3, 3].tolist() == [90, 90, 90]


def test_drawings_with_their_art_beside_them(tmp_path: Path) -> None:
    ink = np.zeros((10, 10, 4), np.uint8)
    for name in ("cat", "dog", "lost"):
        _ora(tmp_path / f"{name}.ora", {"ink": ink})
        if name != "lost":
            _picture(tmp_path / f"{name}.png", 60)
    assert "2 pairs (drawings)" in open_folder(tmp_path, load_px=36).told
    assert _first(tmp_path).a.min() == 255


def test_damaged_drawings_are_unreadable_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "bomb.ora"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("stack.xml", '<image w="9999999" h="9999999"><stack/></image>')
    with pytest.raises(UnreadableError):
        read_picture(path)
    path.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(UnreadableError):
        read_picture(path)


def test_landmarks_go_with_their_picture(tmp_path: Path) -> None:
    for number in range(4):
        _picture(tmp_path / "A" / f"{number}.png", number)
        _picture(tmp_path / "B" / f"{number}.png", number)
        _picture(tmp_path / "A-landmarks" / f"{number}.png", number)
    batch = _first(tmp_path, landmarks=3)
    assert batch.landmarks.shape == (4, 3, 32, 32) and np.array_equal(batch.landmarks, batch.a)
    (tmp_path / "A-landmarks" / "0.png").unlink()
    with pytest.raises(JobError, match=r"landmarks for 0\.png"):
        open_folder(tmp_path, load_px=36, landmarks=3)


def test_points_beside_the_pictures_become_planes(tmp_path: Path) -> None:
    (tmp_path / "trainA-landmarks").mkdir()
    for number in range(4):
        _picture(tmp_path / "trainA" / f"{number}.png", number)
        _picture(tmp_path / "trainB" / f"{number}.png", number)
        (tmp_path / "trainA-landmarks" / f"{number}.json").write_text('{"points": [[20, 20], [5, 5]]}')
    batch = _first(tmp_path, landmarks=2)
    assert batch.landmarks.shape == (4, 2, 32, 32)
    assert (batch.landmarks[:, 0].max(axis=(1, 2)) > 200).all() and (batch.landmarks == 128).mean() > 0.8
    (tmp_path / "trainA-landmarks" / "1.json").write_text("{}}")
    with pytest.raises(JobError, match=r"1\.json cannot be read as landmarks"):
        open_folder(tmp_path, load_px=36, landmarks=2)


def test_bad_folders_are_answered_in_words(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="there is no folder"):
        open_folder(tmp_path / "nowhere", load_px=36)
    with pytest.raises(JobError, match="there is no picture in"):
        open_folder(tmp_path, load_px=36)
    _picture(tmp_path / "one.png", 3)
    with pytest.raises(JobError, match="side by side"):
        open_folder(tmp_path, load_px=36)
    _picture(tmp_path / "A" / "x.png", 3)
    with pytest.raises(JobError, match="none called B"):
        open_folder(tmp_path, load_px=36)
    _picture(tmp_path / "B" / "y.png", 3)
    with pytest.raises(JobError, match="same name"):
        open_folder(tmp_path, load_px=36)
    _picture(tmp_path / "B" / "x.png", 3, width=80)
    with pytest.raises(JobError, match="one shape"):
        open_folder(tmp_path, load_px=36)
    (tmp_path / "B" / "x.png").write_bytes(b"")
    with pytest.raises(JobError, match="can be read"):
        open_folder(tmp_path, load_px=36)


def test_a_recipe_with_landmarks_wants_a_folder(tmp_path: Path) -> None:
    words = {"en": "x"}
    recipe = PictureRecipe(
        name="x",
        pack_name=words,  # type: ignore[arg-type]
        description=words,  # type: ignore[arg-type]
        objective="cyclegan",
        network={"landmarks": 1},
        steps=1,
        size_px=64,
    )
    with pytest.raises(JobError, match="no landmarks"):
        open_source(recipe, None, cache=tmp_path)


def test_drawn_pairs_are_ink_and_art_on_white() -> None:
    rng = np.random.default_rng(0)
    ink = rng.integers(0, 256, (2, 1, 16, 16)).astype(np.uint8)
    art = (rng.random((2, 3, 16, 16)) * ink).astype(np.uint8)
    none = np.zeros((2, 5, 16, 16), np.uint8)
    told = np.zeros((2, 4, 4), np.float32)
    pairs = Pairs(ink, none, none[:, :1], none[:, :4], np.concatenate([art, ink], axis=1), ink, told, told[:, 0])
    batch = as_pictures(pairs)
    assert np.array_equal(batch.a[:, 0], 255 - pairs.ink[:, 0]) and batch.a.shape[1] == 3
    alpha = ink.astype(int)
    assert np.array_equal(batch.b, art.astype(int) + 255 - alpha)


def test_the_vector_sets_teach_any_method(tiny_sets: None, cache: Path) -> None:
    subjects = load_subjects(StyleSource("tiny", "fluent-flat", "fluent-flat"), cache)
    paired, mixed = (DrawnPictures(subjects, seed=1, window=8, mixed=flag) for flag in (False, True))
    rows = slice(0, 2)
    whole = list(islice(paired.stream(0, batch=2, rows=rows, cut=CUT), 4))
    told = list(islice(mixed.stream(0, batch=2, rows=rows, cut=CUT), 4))
    for step in range(1, 4):
        assert np.array_equal(told[step].a, whole[step].a) and np.array_equal(told[step].b, whole[step - 1].b)
    resumed = next(mixed.stream(3, batch=2, rows=rows, cut=CUT))
    assert np.array_equal(resumed.a, told[3].a) and np.array_equal(resumed.b, told[3].b)
    assert paired.held_out(2, CUT).a.shape == (2, 3, 32, 32) and paired.styles(2, 64).shape == (2, 3, 64, 64)
