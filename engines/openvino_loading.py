"""OpenVINO brought in without its reports: the one place that imports it. Knows nothing of graphs."""

from __future__ import annotations

import sys
from types import ModuleType

from engines.blocked_modules import block


def load_openvino() -> ModuleType:
    """The openvino package, without the parts that report its use to its maker.

    `import openvino` by itself sends an event over the network (openvino.tools.ovc does, through openvino-telemetry). A
    None in sys.modules makes those imports fail, which openvino allows for; conversion tools are of no use here, and it
    loads 3x faster.
    """
    if "openvino" not in sys.modules:
        block("openvino_telemetry")
        block("openvino.tools.ovc")
        try:
            import openvino
        finally:
            del sys.modules["openvino.tools.ovc"]
    import openvino

    return openvino
