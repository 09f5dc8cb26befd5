"""How a result is measured and told, whatever is predicted: the same in projects of any kind."""
