"""The kinds of change, one rule a file; `graphwright.diff.catalogue` lists them."""
