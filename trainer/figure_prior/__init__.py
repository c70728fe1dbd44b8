"""The figure-ground prior: a tiny network that is told only the ink and says what lies inside a thing and where its
outline would go on. How its material is made and how it is taught; engines.sketch.figure_prior runs it."""
