"""Runs every measurement of this folder, one after another: `make bench`."""

import subprocess
import sys
from pathlib import Path

for file in sorted(Path(__file__).parent.glob("bench_*.py")):
    print(f"\n== {file.stem}", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{file.stem}"], check=True)
