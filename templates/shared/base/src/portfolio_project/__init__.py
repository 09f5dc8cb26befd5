"""The project's package; each stage of the work is a module of its own, and nothing runs on import."""
