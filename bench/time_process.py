# Runs a program some times and tells what a whole process takes, as one line of JSON: milliseconds from start to end and on
# the processor, and the most memory it had. The first run, which may read files from the disk, is not counted.
#
#   python3 bench/time_process.py PROGRAM [ARGUMENT ...]

import json
import os
import statistics
import subprocess
import sys
import time

RUNS = 5


def once(command):
    """Seconds, processor seconds and bytes of one run; what it prints is thrown away."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        sys.exit(f"time_process.py: {command[0]} failed with status {status}; run it by hand")
    return seconds, usage.ru_utime + usage.ru_stime, 1024 * usage.ru_maxrss


def main():
    runs = [once(sys.argv[1:]) for _ in range(RUNS + 1)][1:]
    seconds, processor, memory = (statistics.median(figures) for figures in zip(*runs))
    print(json.dumps({"wall_ms": round(1e3 * seconds, 2), "processor_ms": round(1e3 * processor, 2), "peak_memory_bytes": memory}))


if __name__ == "__main__":
    main()
