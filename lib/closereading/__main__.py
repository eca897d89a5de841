"""`python -m closereading`: the same as the command `closereading`."""

import sys

from .cli import main

sys.exit(main())
