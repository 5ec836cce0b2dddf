"""The HTTP port of `serve`: whether it is well, how it does, and questions from programs."""
