"""What is the same in every project of this kind, and holds no judgement of its owner.

Where files are, how parameters and rows are checked, how a difference gets its interval, which
leaks are looked for, and how a result becomes a page. Nothing here knows what is predicted. What
somebody decided about this problem is outside: in the stages beside this folder, in
``params.toml``, ``data/`` and ``docs/``.
"""
