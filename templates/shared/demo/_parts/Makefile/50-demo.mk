
.PHONY: demo
demo: ## a page to try the model
	$(PYTHON) -m streamlit run app/streamlit_app.py
