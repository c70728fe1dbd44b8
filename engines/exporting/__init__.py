"""Writing style packs: ONNX, safetensors, parity, and the folder whole or not at all."""
