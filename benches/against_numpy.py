"""Training as a whole process, beside numpy.

    cargo build --release && python3 benches/against_numpy.py

Both sides train the same network from the same numbers and must reach the same loss. They take
turns; the figures are the best of each, ratios are numpy / ours. Nothing is asserted about time.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import numpy as np
except ImportError:
    sys.exit("SKIPPED: numpy is not installed (pip install numpy), so nothing is compared with it")

PROGRAM = Path(__file__).parent.parent / "target" / "release" / "chainrule"
TURNS = 3

PAPER = """
import numpy as np
X = np.array([[.75, .8], [.2, .05], [-.75, .8], [.2, -.05]])
Y = np.array([[1.], [1.], [-1.], [-1.]])
W1 = np.array([[.6, .7, 0.], [.01, .43, .88]])
W2 = np.array([[.02], [.03], [.09]])
for _ in range({iterations}):
    S1 = X @ W1
    A1 = np.maximum(S1, 0)
    A2 = np.tanh(A1 @ W2)
    delta2 = (1 - A2 ** 2) * (A2 - Y)
    delta1 = (S1 > 0) * (delta2 @ W2.T)
    dW1, dW2 = X.T @ delta1, A1.T @ delta2
    W1, W2 = W1 - .5 * dW1, W2 - .5 * dW2
A2 = np.tanh(np.maximum(X @ W1, 0) @ W2)
print(repr(float(.5 * np.sum((A2 - Y) ** 2))))
"""

LARGE = """
import numpy as np
table = np.loadtxt({csv!r}, delimiter=",", skiprows=1)
X, labels = table[:, :-1], table[:, -1].astype(int)
T = np.eye(10)[labels]
W1, W2 = np.load({weights!r} + "1.npy"), np.load({weights!r} + "2.npy")
b1, b2 = np.zeros(128), np.zeros(10)
for _ in range({iterations}):
    S1 = X @ W1 + b1
    A1 = np.maximum(S1, 0)
    S2 = A1 @ W2 + b2
    E = np.exp(S2 - S2.max(axis=1, keepdims=True))
    A2 = E / E.sum(axis=1, keepdims=True)
    delta2 = (A2 - T) / len(X)
    delta1 = (S1 > 0) * (delta2 @ W2.T)
    dW1, db1, dW2, db2 = X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)
    W1, b1, W2, b2 = W1 - .01 * dW1, b1 - .01 * db1, W2 - .01 * dW2, b2 - .01 * db2
S2 = np.maximum(X @ W1 + b1, 0) @ W2 + b2
S2 -= S2.max(axis=1, keepdims=True)
print(repr(float(np.mean(np.log(np.exp(S2).sum(axis=1)) - S2[np.arange(len(X)), labels]))))
"""

LESSON = """title = "As large as MNIST"
[network]
inputs = 784
layers = [
  {{ units = 128, activation = "relu", bias = true }},
  {{ units = 10, activation = "softmax", bias = true }},
]
[init]
weights = [{W1}, {W2}]
biases = [{b1}, {b2}]
[loss]
name = "cross_entropy"
reduction = "mean"
[optimizer]
name = "sgd"
learning_rate = 0.01
[data]
csv = "rows.csv"
target = "class"
"""


def seconds(command):
    """How long a process takes, and the last number that it prints."""
    begin = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    took = time.perf_counter() - begin
    numbers = [number for number in output.splitlines()[-1].split(",") if number]
    return took, float(numbers[-1])


def best(ours, numpy):
    """The best time of each side, taking turns, after a look at the losses."""
    pairs = [(seconds(ours), seconds([sys.executable, "-c", numpy])) for _ in range(TURNS)]
    (_, a), (_, b) = pairs[0]
    assert abs(a - b) <= 1e-9 * max(1, abs(b)), f"{a} is not {b}"
    return min(o for (o, _), _ in pairs), min(n for _, (n, _) in pairs)


def paper():
    iterations = 100_000
    ours = [PROGRAM, "train", "paper", "--iterations", str(iterations), "--every", str(iterations)]
    ours, numpy = best(ours, PAPER.format(iterations=iterations))
    print(f"paper, 100,000 iterations, whole process: ours {ours * 1e3:.1f} ms,"
          f" numpy {numpy * 1e3:.0f} ms, ratio {numpy / ours:.1f}")


def write(folder):
    """The lesson and its numbers, for both sides."""
    rng = np.random.default_rng(7)
    rows = np.column_stack([rng.uniform(-1, 1, (64, 784)), np.arange(64) % 10])
    names = ",".join(f"x{i}" for i in range(784)) + ",class"
    np.savetxt(folder / "rows.csv", rows, "%.6f," * 784 + "%d", header=names, comments="")
    weights = {name: rng.normal(0, fan_in ** -.5, (fan_in, units))
               for name, fan_in, units in (("W1", 784, 128), ("W2", 128, 10))}
    for name, matrix in weights.items():
        np.save(folder / f"{name}.npy", matrix)
    lists = {name: matrix.tolist() for name, matrix in weights.items()}
    lesson = LESSON.format(**lists, b1=[0.0] * 128, b2=[0.0] * 10)
    (folder / "large.toml").write_text(lesson)


def large(folder, threads):
    """An iteration: the difference of two lengths, so that starting and reading do not count."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(threads)
    lengths, times = (100, 600), []
    for n in lengths:
        ours = [PROGRAM, "train", folder / "large.toml", "--iterations", str(n), "--every", str(n)]
        ours += ["--threads", str(threads)]
        files = {"csv": str(folder / "rows.csv"), "weights": str(folder / "W")}
        times.append(best(ours, LARGE.format(iterations=n, **files)))
    ours, numpy = ((times[1][i] - times[0][i]) / (lengths[1] - lengths[0]) for i in (0, 1))
    print(f"784-128-10, 64 rows, {threads} thread(s), an iteration: ours {ours * 1e6:.0f} µs,"
          f" numpy {numpy * 1e6:.0f} µs, ratio {numpy / ours:.2f}")


def main():
    if not PROGRAM.exists():
        sys.exit("there is no target/release/chainrule: run cargo build --release first")
    paper()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        write(folder)
        for threads in (1, 2):
            large(folder, threads)


main()
