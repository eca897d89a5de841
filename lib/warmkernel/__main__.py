"""`python -m warmkernel stop`."""
