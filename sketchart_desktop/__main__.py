"""The entry: `sketchart` or `sketchart FILE...` opens the window, `sketchart COMMAND ...` works without one."""

from __future__ import annotations

import sys
from pathlib import Path

from engines.torch_environment import wait_passively

COMMANDS = ("stylize", "lines", "name", "styles", "looks", "train", "curate", "teach", "bench", "doctor")
OPTIONS_OF_CLI = ("--help", "-h", "--version")


def main(arguments: list[str] | None = None) -> int:
    """The process's exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    wait_passively()
    if words and (words[0] in COMMANDS or words[0] in OPTIONS_OF_CLI):
        from sketchart_desktop import cli

        return cli.run_command_line(words)
    return _window(words)


def _window(words: list[str]) -> int:
    """Options for screenshots are for our own documentation and checks, and so are not told of in the help."""
    import argparse

    parser = argparse.ArgumentParser(prog="sketchart", add_help=False)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--screenshot", type=Path)
    parser.add_argument("--after", type=int, default=3000, metavar="MS")
    options = parser.parse_args(words)
    for file in options.files:
        if not file.is_file():
            known = ", ".join(COMMANDS)
            told = f"sketchart: there is no file or command “{file}” (commands: {known})"
            if sys.stderr is not None:
                sign = sys.stderr.encoding or "utf-8"
                print(told.encode(sign, "backslashreplace").decode(sign), file=sys.stderr)  # noqa: T201
            return 2
    from sketchart_desktop import start

    return start.run(start.Start(tuple(options.files), options.screenshot, options.after))


if __name__ == "__main__":
    sys.exit(main())
