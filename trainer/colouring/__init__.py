"""What colours things have, learnt from icon artists: makes `resources/colours/things.npz`."""
