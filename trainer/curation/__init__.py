"""From what people have (drawings, pictures, photos) to a set: pairs of a drawing and its finished colouring."""
