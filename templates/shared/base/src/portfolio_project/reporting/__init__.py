"""How a result is measured and told, whatever is predicted."""
