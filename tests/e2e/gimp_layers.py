"""Run by GIMP 3's own Python, without its window: opens OpenRaster files, tells what it sees, saves them again.

`GIMP_FILES` in the environment: a JSON list of paths. Beside each NAME.ora come NAME.json (its size, its layers from
the top), NAME.N.raw (the pixels of layer N, 8 bits a channel) and NAME.gimp.ora (as GIMP saves it).
"""

import json
import os
from pathlib import Path

from gi.repository import Gegl, Gimp, Gio  # pyright: ignore[reportMissingImports]

for path in json.loads(os.environ["GIMP_FILES"]):
    stem = path[: -len(".ora")]
    image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(path))
    layers = []
    for number, layer in enumerate(image.get_layers()):
        whole = Gegl.Rectangle.new(0, 0, layer.get_width(), layer.get_height())
        pixels = layer.get_buffer().get(whole, 1.0, "R'G'B'A u8", Gegl.AbyssPolicy.NONE)
        Path(f"{stem}.{number}.raw").write_bytes(bytes(pixels))
        _, left, top = layer.get_offsets()
        layers.append(
            {
                "name": layer.get_name(),
                "opacity": layer.get_opacity() / 100,
                "visible": layer.get_visible(),
                "place": [left, top, layer.get_width(), layer.get_height()],
            }
        )
    told = {"size": [image.get_width(), image.get_height()], "layers": layers}
    Path(f"{stem}.json").write_text(json.dumps(told))
    Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(f"{stem}.gimp.ora"), None)
