"""The program that is frozen: the entry of the package, which cannot be frozen as a package itself."""

from pellucid.__main__ import main

if __name__ == "__main__":
    main()
