"""`python -m warmkernel stop`: servers take no new kernel, and end with their last one."""

import sys

from .place import stop

if sys.argv[1:] != ["stop"]:
    sys.exit(__doc__)
stop()
