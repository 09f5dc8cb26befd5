"""TensorFlow and Keras, made quiet and exact before anything uses them: import them from here."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"  # whatever a file in the home folder says
# 1 learns up to twice as fast, in an order of sums that the processor chooses, and says so.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # errors alone; 0 shows how it starts

import keras
import tensorflow as tf

THREADS = 1  # sums in a fixed order: the same bytes in every run

tf.config.threading.set_intra_op_parallelism_threads(THREADS)
tf.config.threading.set_inter_op_parallelism_threads(THREADS)
tf.config.experimental.enable_op_determinism()

__all__ = ["THREADS", "keras", "tf"]
