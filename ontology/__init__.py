"""The vocabulary: terms, shapes, concepts and the IRIs. Known to all layers and knows none of them."""
