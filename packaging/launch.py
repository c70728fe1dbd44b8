"""What the bundle starts."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from sketchart_desktop.__main__ import main

    sys.exit(main())
