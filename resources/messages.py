"""Messages for the user: an English sentence that remembers its template, so that the window can translate it."""

from __future__ import annotations

from typing import Any


class Message(str):
    """The English sentence itself, made of `template` with its places {0}, {1}... filled by `arguments`.

    An argument that is a Message is translated with the sentence it stands in. A template without arguments is taken
    as it is, braces included.
    """

    template: str
    arguments: tuple[Any, ...]

    def __new__(cls, template: str, *arguments: Any) -> Message:
        if isinstance(template, Message) and not arguments:
            return template
        made = super().__new__(cls, template.format(*arguments) if arguments else template)
        made.template, made.arguments = str(template), arguments
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:  # for copies and pickles
        return (self.template, *self.arguments)

    def to_json(self) -> list[Any]:
        """The template and its arguments, as JSON can hold them."""
        return [self.template, *(a.to_json() if isinstance(a, Message) else str(a) for a in self.arguments)]

    @classmethod
    def from_json(cls, value: Any) -> Message:
        """The message of `to_json`; raises ValueError where it is none."""
        if not isinstance(value, list) or not value or not isinstance(value[0], str):
            raise ValueError("no message")
        try:
            return cls(value[0], *(cls.from_json(a) if isinstance(a, list) else str(a) for a in value[1:]))
        except IndexError as error:
            raise ValueError("a message with too few arguments") from error


class UserError(Exception):
    """Expected trouble that the user is told about: one plain sentence, given as a template and its arguments.

    `str(error)` is the Message.
    """

    def __init__(self, template: str, *arguments: Any) -> None:
        super().__init__(template, *arguments)
        self.message = Message(template, *arguments)

    def __str__(self) -> str:
        return self.message
