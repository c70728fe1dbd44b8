"""What an engine is asked for: the drawing and the look of this moment, as one request. Shared by all that follow the
pen.
"""

from __future__ import annotations

from engines.api import RenderRequest
from sketchart_desktop.raster.engine_input import EngineInput, basis_of, photo_input
from sketchart_desktop.session.session import Session
from sketchart_desktop.styling.look import Look, StyleChoice
from sketchart_desktop.workers.dab_palette import DabPalette


def composed_request(
    number: int,
    session: Session,
    *,
    look: Look,
    dabs: DabPalette,
    given: EngineInput,
    entry: StyleChoice | None = None,
    then: StyleChoice | None = None,
    key: str = "",
) -> RenderRequest:
    """All an engine needs, copied into `given`: the canvas may change the next moment. `dabs`: the asker's own.

    `entry`: as it would be painted were that style chosen, alone; None: as chosen, with the style that follows, or with
    `then` in its place.
    """
    style = entry or look.chosen
    pack = style.pack if style is not None else None
    values = look.values if style is None else look.values_of(style)
    palette = values.palette
    if not values.locked:
        palette = dabs.led(palette, given.colour, resting=not session.is_drawing)
    height, width = given.ink.shape[:2]
    painting, marks = session.painting, values.landmarks
    return RenderRequest(
        number,
        given.ink,
        given.colour,
        palette,
        look.weights() if style is None else look.weights_of(style),
        values.keep_lines,
        light=values.light,
        mask=given.mask,
        photo=photo_input(painting, (width, height), pack),
        # The dice roll the code of a style as they roll the colours.
        style_seed=values.dice if getattr(pack, "picture", None) is not None else 0,
        style_code=values.style_code,
        reference=values.reference.pixels if values.reference is not None else None,
        landmarks=marks.at(height, width, drawn=(painting.height, painting.width)) if marks is not None else None,
        then_weights=look.then_weights(then) if entry is None else (),
        then_strength=values.then_strength,
        fill_strength=values.fill_strength,
        by_name=values.by_name,
        called=values.called,
        calm=True,
        look=values.medium,
        basis=basis_of(painting, (width, height)),
        key=key,
    )
