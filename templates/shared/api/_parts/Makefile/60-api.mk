
.PHONY: serve
serve: ## predictions over HTTP
	$(PYTHON) -m portfolio_project.api
