"""Reading the web: politely, within limits, and never an address that was not checked."""
