"""Fetching a checkpoint that the user asked for by its address. Nothing else in the program downloads styles."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from engines.errors import StylePackError

LIMIT_BYTES = 2_900_000_000
CHUNK_BYTES = 2**20
TIMEOUT_S = 30.0


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """A redirection must not leave https either."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(url: str) -> str:
    """The file's name in an https address. Raises StylePackError for any other."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise StylePackError("A style is downloaded by https alone.")
    name = Path(urllib.parse.unquote(parts.path)).name
    return name or "checkpoint.pth"


def open_address(url: str) -> IO[bytes]:
    return urllib.request.build_opener(_HttpsOnly).open(url, timeout=TIMEOUT_S)


def download(
    url: str,
    folder: Path,
    *,
    opened: Callable[[str], IO[bytes]] = open_address,
    on_progress: Callable[[int], None] = lambda _: None,
    limit_bytes: int = LIMIT_BYTES,
) -> tuple[Path, str]:
    """The file fetched into `folder`, and its SHA-256 to be shown. `on_progress` is told the bytes so far.

    Raises StylePackError where it cannot be fetched or is larger than any checkpoint.
    """
    path = folder / check_address(url)
    digest, size = hashlib.sha256(), 0
    try:
        with opened(url) as source, path.open("wb") as file:
            while chunk := source.read(CHUNK_BYTES):
                size += len(chunk)
                if size > limit_bytes:
                    raise StylePackError("The file is too large to import.")
                digest.update(chunk)
                file.write(chunk)
                on_progress(size)
    except StylePackError:
        path.unlink(missing_ok=True)
        raise
    except (OSError, urllib.error.URLError, ValueError) as error:
        path.unlink(missing_ok=True)
        raise StylePackError("The file could not be downloaded: {0}.", error) from error
    return path, digest.hexdigest()
