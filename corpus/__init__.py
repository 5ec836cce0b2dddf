"""Documents and their revisions: fetched or imported, extracted, kept."""
