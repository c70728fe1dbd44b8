"""The child process that imports: one job in, JSON lines out (`progress`, `done`, `error`). Its memory is limited
and it opens no connection.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from engines.torch_environment import without_triton
from resources.messages import Message

MEMORY_BYTES = 10 * 2**30  # beyond what the process holds once torch is loaded


def main(path: Path) -> int:
    """Exit code 0 when done, 2 when the checkpoint was refused."""
    sys.addaudithook(_no_network)
    from engines.errors import EngineError, StylePackError
    from engines.importers.job import ImportJob

    job = ImportJob.model_validate_json(path.read_text(encoding="utf-8"))
    without_triton()
    try:
        from engines.importers.convert import convert

        _limit_memory()
        found = convert(job, on_progress=lambda text: _tell("progress", text=text))
    except (StylePackError, EngineError) as error:
        _tell("error", message=error.message)
        return 2
    except MemoryError:
        _tell("error", message=Message("The checkpoint needs more memory than an import may take."))
        return 2
    except Exception as error:  # noqa: BLE001  the border of the process: whatever the file did is told in words
        import traceback

        traceback.print_exc()
        _tell("error", message=Message("The checkpoint could not be converted ({0}).", type(error).__name__))
        return 2
    _tell("done", **found)
    return 0


def _limit_memory() -> None:
    """Linux alone can hold a process to so much."""
    if sys.platform != "linux":
        return
    import resource

    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = held + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _no_network(event: str, _arguments: Any) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError("an import opens no connection")


def _tell(event: str, **fields: Any) -> None:
    told = {name: value.to_json() if isinstance(value, Message) else value for name, value in fields.items()}
    sys.stdout.write(json.dumps({"event": event, **told}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
