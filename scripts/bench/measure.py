"""Runs every job once a round, and writes seconds, those of the processor, and peak memory of each as JSON; Node cannot ask for a child's."""

import json
import os
import shutil
import sys
import time

spec = json.load(sys.stdin)
os.makedirs(spec["folder"], exist_ok=True)
os.chdir(spec["folder"])
nothing = os.open(os.devnull, os.O_RDWR)
streams = [(os.POSIX_SPAWN_DUP2, nothing, number) for number in (0, 1, 2)]
samples = {job["name"]: [] for job in spec["jobs"]}
warm_up = spec["warmUp"]
for number in range(spec["rounds"] + warm_up):
    for job in spec["jobs"]:
        words = [word.replace("{new}", "made") for word in job["words"]]
        started = time.perf_counter()
        child = os.posix_spawnp(words[0], words, os.environ, file_actions=streams)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - started
        if status != 0:
            sys.exit(f"{job['name']} ended with {os.waitstatus_to_exitcode(status)}: {' '.join(words)}")
        made = sum(len(files) for _, _, files in os.walk("made"))
        if made != job["files"]:
            sys.exit(f"{job['name']} wrote {made} files, not {job['files']}")
        shutil.rmtree("made", ignore_errors=True)
        if number >= warm_up:
            taken = {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024}
            samples[job["name"]].append(taken)
json.dump(samples, sys.stdout)
