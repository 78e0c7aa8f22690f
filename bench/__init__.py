"""Full databases of a known size, and how fast every page is on them."""
