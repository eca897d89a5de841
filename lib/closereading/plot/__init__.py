"""Figures: each `plot_*` draws exactly the table of its sibling function on an Axes."""
