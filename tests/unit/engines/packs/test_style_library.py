"""The library of style packs: bundled ones and the user's, installed, replaced, kept beside each other, removed."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from engines.errors import StylePackError, StyleTakenError
from engines.packs import archive as pack_archive
from engines.packs import file_checks
from engines.packs.stylepack import StyleLibrary, write_pack
from tests.unit.engines.pack_builders import change_manifest, manifest, png


class TestLibrary:
    @pytest.fixture
    def library(self, pack_files, tmp_path) -> StyleLibrary:
        styles = [{"id": "house", "name": {"en": "House"}}]
        write_pack(tmp_path / "bundled" / "house", manifest(id="house-pack", styles=styles), files=pack_files)
        return StyleLibrary(tmp_path / "bundled", tmp_path / "user")

    @pytest.fixture
    def archive(self, pack, tmp_path) -> Path:
        pack_archive.zip_pack(pack.folder.iterdir(), tmp_path / "trial.sketchstyle")
        return tmp_path / "trial.sketchstyle"

    def test_install_find_remove(self, library, archive):
        assert [pack.id for pack in library.list()] == ["house-pack"]
        installed = library.install(archive)
        assert installed.id == "trial" and not installed.bundled
        assert [pack.id for pack in library.list()] == ["house-pack", "trial"]
        assert library.find("flat") == library.find("trial/flat") == (installed, 1)
        assert library.find("trial") == (installed, 0)
        assert library.find("house")[0].bundled
        library.remove("trial")
        with pytest.raises(StylePackError, match=r"no style called 'flat'\. Styles here: house"):
            library.find("flat")

    def test_a_style_is_found_by_the_name_that_is_shown(self, tmp_path, pack_files):
        styles = [{"id": "cel", "name": {"en": "Soft Cel", "ko": "부드러운 셀"}}]
        write_pack(tmp_path / "bundled" / "cel", manifest(id="cel-pack", styles=styles), files=pack_files)
        library = StyleLibrary(tmp_path / "bundled", tmp_path / "user")
        assert library.find("soft cel") == library.find("부드러운 셀") == library.find("cel")

    def test_a_folder_can_be_installed_and_leaves_strays_behind(self, library, copy, tmp_path):
        (copy / "notes.txt").write_text("not in the manifest")
        (copy / "run.sh").write_text("echo hello")
        library.install(copy)
        assert sorted(path.name for path in (tmp_path / "user" / "trial").iterdir()) == sorted(
            ["generator.onnx", "style.json", "thumbnail.png", "weights.safetensors"]
        )
        assert [path.name for path in (tmp_path / "user").iterdir()] == ["trial"]

    def test_a_newer_version_takes_the_place_and_a_bad_one_does_not(self, library, copy, archive, tmp_path):
        library.install(archive)
        change_manifest(copy, version="1.1")
        assert library.install(copy, on_taken="replace").manifest.version == "1.1"
        (copy / "thumbnail.png").write_bytes(png(9, 9))
        with pytest.raises(StylePackError, match="changed"):
            library.install(copy, on_taken="replace")
        assert library.find("trial")[0].manifest.version == "1.1"
        assert [path.name for path in (tmp_path / "user").iterdir()] == ["trial"]

    def test_a_style_is_replaced_only_when_that_is_asked_for(self, library, copy, archive, tmp_path):
        first = library.install(archive)
        assert library.install(archive) == first, "the very same pack is no other one"
        change_manifest(copy, version="1.1", author="somebody else")
        with pytest.raises(StyleTakenError, match=f"a style called {first.manifest.name['en']} already") as caught:
            library.install(copy)
        assert caught.value.replaceable and library.find("trial")[0].manifest.version == "1.0"
        for number in (2, 3):
            kept = library.install(copy, on_taken="keep_both")
            assert (kept.id, kept.manifest.name["en"]) == (f"trial-{number}", f"{first.manifest.name['en']} {number}")
            assert kept.manifest.author == "somebody else"
        assert [pack.id for pack in library.list()] == ["house-pack", "trial", "trial-2", "trial-3"]
        assert library.find("trial")[0].manifest.author == first.manifest.author

    def test_beside_a_bundled_style_one_of_its_id_can_be_kept(self, library, copy):
        change_manifest(copy, id="house-pack")
        with pytest.raises(StyleTakenError, match="came with the app") as caught:
            library.install(copy)
        assert not caught.value.replaceable
        assert library.install(copy, on_taken="keep_both").id == "house-pack-2"

    def test_a_free_id_is_no_longer_than_one_may_be(self, library, copy):
        long = "a" * 40
        change_manifest(copy, id=long)
        library.install(copy)
        change_manifest(copy, version="1.1")
        assert library.install(copy, on_taken="keep_both").id == "a" * 38 + "-2"

    def test_bundled_packs_stay(self, library, tmp_path):
        with pytest.raises(StylePackError, match="cannot be removed"):
            library.remove("house-pack")
        for on_taken in ("refuse", "replace"):
            with pytest.raises(StylePackError, match="cannot be replaced"):
                library.install(tmp_path / "bundled" / "house", on_taken=on_taken)
        with pytest.raises(StylePackError, match="no style pack"):
            library.remove("..")

    def test_a_broken_folder_is_told_and_hides_no_other(self, library, tmp_path):
        (tmp_path / "user" / "broken").mkdir(parents=True)
        (tmp_path / "user" / "broken" / "style.json").write_text("{")
        assert [pack.id for pack in library.list()] == ["house-pack"]
        assert len(library.problems()) == 1 and library.problems()[0].startswith("broken: ")

    def test_what_is_no_style_file(self, library, tmp_path):
        (tmp_path / "noise.sketchstyle").write_bytes(b"PK\x03\x04 and then nothing")
        for name, text in (("noise.sketchstyle", "not a style file"), ("absent.sketchstyle", "no file")):
            with pytest.raises(StylePackError, match=text):
                library.install(tmp_path / name)

    @pytest.mark.parametrize(
        "name",
        ["../outside.txt", "/outside.txt", "a/../../outside.txt", "..\\outside.txt", "C:outside.txt", "a/b/c.txt"],
    )
    def test_names_that_reach_outside(self, library, archive, tmp_path, name):
        with zipfile.ZipFile(archive, "a") as pack:
            pack.writestr(name, "x")
        with pytest.raises(StylePackError, match="not allowed"):
            library.install(archive)
        assert not list(tmp_path.glob("**/outside*"))
        assert list((tmp_path / "user").iterdir()) == []

    def test_a_link_in_the_archive(self, library, archive):
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        with zipfile.ZipFile(archive, "a") as pack:
            pack.writestr(info, "/etc/passwd")
        with pytest.raises(StylePackError, match="no plain file"):
            library.install(archive)

    def test_a_zip_bomb(self, library, archive, monkeypatch):
        with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr("bomb.txt", b"0" * (file_checks.SIZE_LIMITS[".txt"] + 1))
        with pytest.raises(StylePackError, match="too large: bomb"):
            library.install(archive)

    def test_many_files_that_together_are_too_much(self, library, archive, monkeypatch):
        monkeypatch.setattr(pack_archive, "TOTAL_LIMIT_BYTES", 1000)
        with pytest.raises(StylePackError, match="too large"):
            library.install(archive)

    def test_too_many_files(self, library, archive):
        with zipfile.ZipFile(archive, "a") as pack:
            for number in range(pack_archive.ENTRIES_LIMIT + 1):
                pack.writestr(f"note{number}.txt", "x")
        with pytest.raises(StylePackError, match="too many"):
            library.install(archive)

    def test_a_folder_around_the_files_is_taken_off(self, library, pack, tmp_path):
        with zipfile.ZipFile(tmp_path / "inside.sketchstyle", "w") as archive:
            for path in pack.folder.iterdir():
                archive.write(path, f"trial/{path.name}")
        assert library.install(tmp_path / "inside.sketchstyle").id == "trial"

    def test_a_damaged_archive(self, library, archive):
        content = bytearray(archive.read_bytes())
        for at in range(200, len(content) - 400, 997):
            content[at] ^= 0xFF
        archive.write_bytes(content)
        with pytest.raises(StylePackError):
            library.install(archive)
