const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * `keyword.kwlist` and `keyword.softkwlist` of Python 3.11 to 3.14, in lower case: `true` is as confusing as `True`.
 */
export const keywords: ReadonlySet<string> = words(`
  _ and as assert async await break case class continue def del elif else except false finally for from global if
  import in is lambda match none nonlocal not or pass raise return true try type while with yield
`);

/**
 * The public names in `sys.stdlib_module_names` of Python 3.11, 3.12 and 3.13, all together, in lower case; added by hand
 * are `annotationlib` and `compression`, new in 3.14, and `test`, which Python leaves out. Names that begin with an
 * underscore are not needed: no import name may.
 */
export const standardLibrary: ReadonlySet<string> = words(`
  abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
  bisect builtins bz2 calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall
  compression concurrent configparser contextlib contextvars copy copyreg cprofile crypt csv ctypes curses
  dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler
  fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp
  gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword
  lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt
  multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb
  pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile
  pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets
  select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile
  sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig
  syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize
  tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv
  warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`);

/**
 * Import names of packages that a machine-learning project, its tests or its tools are likely to load. Everyday words
 * (`poetry`, `surprise`) are left to the template's own dependencies: they are subjects of projects too.
 */
export const wellKnownImports: ReadonlySet<string> = words(`
  accelerate altair anthropic bentoml bokeh bs4 catboost click coverage cv2 cython dask datasets dateutil diffusers
  dotenv duckdb faiss fastapi flask flit_core fsspec gensim gradio hatchling httpx huggingface_hub hypothesis
  imblearn ipykernel ipython jax jaxlib jinja2 joblib jupyter jupyterlab keras langchain lightgbm llama_index
  matplotlib mlflow mypy nbconvert nbformat networkx nltk notebook numba numpy onnx onnxruntime openai optuna pandas
  pandera peft pil pip plotly polars pyarrow pydantic pytest pytorch pytorch_lightning requests rich ruff
  safetensors scipy seaborn sentence_transformers setuptools shap skimage sklearn skops skorch spacy sqlalchemy
  statsmodels streamlit sympy tabulate tensorboard tensorflow tiktoken timm tokenizers torch torchaudio torchvision
  tqdm transformers typer umap uv uvicorn virtualenv wandb wheel xgboost yaml
`);

/** Distributions whose import name is another one. */
export const importNames: ReadonlyMap<string, string> = new Map([
  ['beautifulsoup4', 'bs4'],
  ['faiss-cpu', 'faiss'],
  ['imbalanced-learn', 'imblearn'],
  ['opencv-python', 'cv2'],
  ['opencv-python-headless', 'cv2'],
  ['pillow', 'pil'],
  ['python-dateutil', 'dateutil'],
  ['python-dotenv', 'dotenv'],
  ['pyyaml', 'yaml'],
  ['scikit-image', 'skimage'],
  ['scikit-learn', 'sklearn'],
  ['umap-learn', 'umap'],
  ['xgboost-cpu', 'xgboost'],
]);

/**
 * Folders that a generated project has, or that its `.gitignore` may name: `src/build/` would never be committed, and
 * `import tests` would find the wrong folder.
 */
export const projectFolders: ReadonlySet<string> = words(`
  app artifacts build data dist docs env models notebooks reports scripts src tests venv
`);

/** Latin letters that Unicode does not take apart into a base letter and an accent. */
export const latinLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ŋ', 'n'],
  ['ŧ', 't'],
]);
