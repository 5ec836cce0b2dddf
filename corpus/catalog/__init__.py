"""What is followed: the shipped lists of sources, and reading them together with an admin's own."""
