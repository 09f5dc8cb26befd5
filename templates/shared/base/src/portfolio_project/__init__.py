"""The project's package: a module for each stage of the work; nothing runs on import."""
