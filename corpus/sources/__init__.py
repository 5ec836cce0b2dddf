"""Reading what a catalog follows: filers, feeds, pages and folders."""
