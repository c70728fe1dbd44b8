"""What executes a generator: openvino.py on the CPU, torch.py on a GPU. Importing this package loads neither."""
