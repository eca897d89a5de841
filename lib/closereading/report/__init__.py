"""Reports: what a notebook shows, how it becomes one HTML file, the index of a run."""
