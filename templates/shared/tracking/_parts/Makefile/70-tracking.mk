
.PHONY: track
track: ## record the last evaluation in MLflow
	$(PYTHON) -m portfolio_project.tracking
