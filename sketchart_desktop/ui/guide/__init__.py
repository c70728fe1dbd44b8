"""The drawing guide: ghost strokes on the paper and a card that says what to draw."""
