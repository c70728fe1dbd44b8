"""Taking a generator's weights out of what a training program saved around them: dictionaries under the field's usual
keys, prefixes of a Lightning module, two directions beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from torch import Tensor

from engines.errors import StylePackError

Tensors = dict[str, Tensor]
DEPTH = 6
LISTED = 8
# What wraps a generator, the averaged weights first: as a key of a dictionary, or as a prefix of names.
KEYS = (
    *("params_ema", "g_ema", "G_ema", "netG_ema", "generator_ema", "ema", "params", "state_dict", "model_state_dict"),
    *("generator_state_dict", "netG_state_dict", "G_state_dict", "netG", "net_g", "net_G", "generator", "G", "gen"),
    *("module", "_orig_mod", "model", "net", "network", "weights"),
)
# Generators of two directions, from A to B and back.
DIRECTIONS = (
    *(("genA2B", "genB2A"), ("netG_A2B", "netG_B2A"), ("G_A2B", "G_B2A"), ("G_AB", "G_BA"), ("netG_AB", "netG_BA")),
    *(("gen_A2B", "gen_B2A"), ("gen_AB", "gen_BA"), ("generator_A2B", "generator_B2A"), ("netG_A", "netG_B")),
    *(("G_A", "G_B"), ("netG_A2B_ema", "netG_B2A_ema"), ("g_a2b", "g_b2a")),
)
# Generators of two domains, of which one direction's is put together.
DOMAINS = (("a", "b"), ("gen_a", "gen_b"))


def unwrapped(
    held: Any,
    *,
    direction: str,
    fits: Callable[[Tensors], bool],
    joined: Callable[[Tensors, Tensors], Tensors],
) -> Tensors:
    """The dictionary of tensors inside whatever a training program saved around it.

    `direction`: which of two directions' generators ("a2b", "b2a"). `fits`: are these a known generator's weights?
    `joined`: one direction's generator of the two domains' it leads from and to. Raises StylePackError where there are
    no weights, or nothing tells which of several networks is meant.
    """
    found: list[Tensors] = []
    for tensors in _candidates(held, direction, joined):
        if fits(tensors):
            return tensors
        found.append(tensors)
    named = dict(_networks(held))
    fitting = [name for name, tensors in named.items() if fits(tensors)]
    if len(fitting) == 1:
        return named[fitting[0]]
    if fitting:
        raise StylePackError(
            "The checkpoint holds several networks ({0}), and nothing tells which to import. Save the generator's "
            "state_dict alone.",
            ", ".join(fitting[:LISTED]),
        )
    if found or named:
        return max([*found, *named.values()], key=len)  # of no family: whoever asked says so, with its names
    raise StylePackError("The checkpoint holds no weights by name.")


def _candidates(
    held: Any, direction: str, joined: Callable[[Tensors, Tensors], Tensors], depth: int = 0
) -> Iterator[Tensors]:
    """Everything that may be the generator, by the usual names, likeliest first."""
    if depth > DEPTH or not isinstance(held, Mapping):
        return
    parts = _parts(held)
    for pair in DOMAINS:
        domains = [parts.get(name) for name in pair]
        if all(isinstance(domain, Mapping) for domain in domains):
            a, b = (_tensors(domain) for domain in domains)
            yield joined(a, b) if direction == "a2b" else joined(b, a)
    for pair in DIRECTIONS:
        wanted, other = pair if direction == "a2b" else pair[::-1]
        if parts.get(wanted):
            yield from _candidates(parts[wanted], direction, joined, depth + 1)
        elif isinstance(parts.get(other), Mapping) and any(_networks(parts[other], other)):
            raise StylePackError(
                "The checkpoint's only generator, {0}, goes the other way: choose the other direction.", other
            )
    plain = _tensors(held)
    if plain:
        yield plain
    for key in KEYS:
        if isinstance(parts.get(key), Mapping):
            yield from _candidates(parts[key], direction, joined, depth + 1)


def _parts(held: Mapping[Any, Any]) -> dict[str, Any]:
    """What a dictionary holds by key; and what its tensors are by the first word of their names, as if each were a
    dictionary of its own."""
    grouped: dict[str, dict[str, Tensor]] = {}
    for name, value in held.items():
        first, dot, rest = str(name).partition(".")
        if dot and isinstance(value, Tensor):
            grouped.setdefault(first, {})[rest] = value
    return {**grouped, **{str(name): value for name, value in held.items() if isinstance(value, Mapping)}}


def _networks(held: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, Tensors]]:
    """Every dictionary of tensors inside, under whatever name."""
    if depth > DEPTH or not isinstance(held, Mapping):
        return
    if name and (tensors := _tensors(held)):
        yield name, tensors
    for key, part in _parts(held).items():
        if isinstance(part, Mapping):
            yield from _networks(part, f"{name}.{key}" if name else key, depth + 1)


def _tensors(held: Any) -> Tensors:
    return {str(name): value for name, value in held.items() if isinstance(value, Tensor)}
