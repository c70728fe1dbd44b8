"""The gallery: kept artworks as cards, and what can be done with them."""
