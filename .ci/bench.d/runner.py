"""Measures buildkit-run beside the stock script and a bare buildctl. Called by `.ci/bench runner`.

All times are of one clock (CLOCK_MONOTONIC). The instrument `tap` stands between the measured program and the real
buildkitd and buildctl and takes the times; it adds some 0.1 ms to each start and end, the same for all that is measured.
What is compared is measured in turns, so that a change of the machine's load hits all alike.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import time

WORK = sys.argv[1]
QUICK = "--quick" in sys.argv[2:]
RUNNER = os.environ["BUILDKIT_RUN"]
STOCK = os.environ.get("BUILDCTL_DAEMONLESS")
TAP = f"{WORK}/tap"
LOG = f"{WORK}/events"

REAL_DAEMON, REAL_CLIENT = shutil.which("buildkitd"), shutil.which("buildctl")
REAL = bool(REAL_DAEMON and REAL_CLIENT)
ROOT = os.geteuid() == 0


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def ms(nanoseconds):
    return nanoseconds / 1e6


def times(count):
    return max(3, count // 5) if QUICK else count


class Run:
    """One run of a program, with the events that the tap has seen."""

    def __init__(self, words, **environment):
        if os.path.exists(LOG):
            os.unlink(LOG)
        environment = {k: v for k, v in environment.items() if v is not None}
        keep = {k: os.environ[k] for k in ("PATH", "HOME", "XDG_RUNTIME_DIR", "USER") if k in os.environ}
        with open(f"{WORK}/output", "wb") as output:
            self.started = time.monotonic_ns()
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env={**keep, "TAP_LOG": LOG, **environment},
            )
            self.code = process.wait()
            self.ended = time.monotonic_ns()
        self.events = {}
        if os.path.exists(LOG):
            for line in open(LOG):
                name, value = line.split()
                self.events[name] = int(value)

    def output(self):
        return open(f"{WORK}/output", errors="replace").read()

    def expect(self, code):
        if self.code != code:
            sys.exit(f"bench: exit code {self.code} instead of {code}:\n{self.output()}")
        return self


def runner_words(*arguments):
    return [f"{WORK}/buildctl-daemonless.sh", *arguments]


def stock_words(*arguments):
    return ["sh", STOCK, *arguments]


PROGRAMS = {"buildkit-run": runner_words}
if STOCK:
    PROGRAMS["stock script"] = stock_words


def daemonless(name, arguments, real, state="state", **more):
    """A run of the runner or the script, by the same variables."""
    flags = f"--root={WORK}/{state}-{name.replace(' ', '-')}" if real else ""
    return Run(
        PROGRAMS[name](*arguments), BUILDKITD=f"{TAP}/buildkitd", BUILDCTL=f"{TAP}/buildctl",
        BUILDKITD_FLAGS=flags, TAP_REAL=f"{WORK}/real" if real else None, **more,
    )


def in_turns(count, measure):
    """{program: [result, …]} of `count` rounds; the first of each warms up and does not count."""
    results = {name: [] for name in PROGRAMS}
    for round_ in range(count + 1):
        for name in PROGRAMS:
            value = measure(name)
            if round_:
                results[name].append(value)
    return results


# The tables.


def figure(values, unit):
    if not values:
        return "–"
    if len(values) < 2:
        return f"{values[0]:.1f} {unit}"
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return f"{middle:.1f} ({low:.1f}–{high:.1f}; from {min(values):.1f}) {unit}"


def verdict(values, budget, unit):
    if budget is None or not values:
        return "–"
    return f"≤ {budget} {unit}: {'ok' if statistics.median(values) <= budget else '**over**'}"


ROWS = []


def row(what, results, unit="ms", budget=None, bare=None):
    """`results` is {program: values or a text}."""
    ours = results["buildkit-run"]
    theirs = results.get("stock script", [])
    count = len(ours)

    def text(value):
        return value if isinstance(value, str) else figure(value, unit)

    ROWS.append([what, str(count), text(ours), text(theirs), text(bare or []), verdict(ours, budget, unit)])


def print_rows():
    print("| measured | n | buildkit-run | stock script | reference | budget |")
    print("|---|---|---|---|---|---|")
    for cells in ROWS:
        print("| " + " | ".join(cells) + " |")


# What is measured.


def spans(runs, begin, end):
    def at(run, name):
        return run.ended if name == "end" else run.events[name]

    return {name: [ms(at(run, end) - at(run, begin)) for run in list_] for name, list_ in runs.items()}


def overhead(real):
    kind = "real" if real else "fake"
    say(f"READY=1 → client → exit, {kind} daemon and client")
    runs = in_turns(times(20 if real else 50), lambda name: daemonless(name, ["debug", "info"], real).expect(0))
    row(f"READY=1 → client start ({kind})", spans(runs, "ready", "client-start"), budget=2)
    row(f"client exit → our exit ({kind})", spans(runs, "client-exit", "end"), budget=15)
    row(f"start → exit, `debug info` ({kind})", {n: [ms(r.ended - r.started) for r in l] for n, l in runs.items()})


def death(real):
    kind = "real, unknown flag" if real else "fake"
    say(f"a daemon that dies at once, {kind}")

    def measure(name):
        if real:
            run = Run(
                PROGRAMS[name]("debug", "info"), BUILDKITD=f"{TAP}/buildkitd", BUILDCTL=f"{TAP}/buildctl",
                BUILDKITD_FLAGS="--no-such-flag", TAP_REAL=f"{WORK}/real",
            )
        else:
            run = daemonless(name, ["debug", "info"], False, TAP_DIE="1")
        return run.expect(69 if name == "buildkit-run" else 1)

    runs = in_turns(times(20), measure)
    row(f"daemon's death → our exit ({kind})", spans(runs, "daemon-exit", "end"), budget=20)


def slow_starts(real):
    for seconds, count in ((1, 5), (3, 3), (15, 2)):
        if QUICK and seconds > 3:
            continue
        say(f"a daemon that starts after {seconds} s")
        outcome = {}
        waits = {}
        for name in PROGRAMS:
            runs = [daemonless(name, ["debug", "info"], real, TAP_DELAY_MS=str(seconds * 1000)) for _ in range(count)]
            good = [run for run in runs if run.code == 0]
            waits[name] = [ms(run.events["client-start"] - run.events["ready"]) for run in good]
            if len(good) < count:
                ended = statistics.median(ms(run.ended - run.started) for run in runs if run.code != 0)
                outcome[name] = f"fails {count - len(good)} of {count}, after {ended:.0f} ms"
        results = {name: outcome.get(name) or waits[name] for name in PROGRAMS}
        what = f"READY=1 → client start, daemon starts after {seconds} s (n small)"
        if isinstance(results["buildkit-run"], str):
            ROWS.append([what, str(count), results["buildkit-run"], str(results.get("stock script", "–")), "–", "**over**"])
        else:
            row(what, results)


def make_context():
    directory = f"{WORK}/context"
    os.makedirs(f"{directory}/rootfs/bin")
    busybox = shutil.which("busybox")
    if busybox:
        shutil.copy(busybox, f"{directory}/rootfs/bin/busybox")
        for name in ("sh", "cat", "true"):
            os.symlink("busybox", f"{directory}/rootfs/bin/{name}")
    with open(f"{directory}/Dockerfile", "w") as file:
        file.write("FROM scratch\nADD rootfs /\n" + ("RUN true\nRUN cat /bin/true > /made\n" if busybox else ""))
    return directory


def small_build():
    say("a small build")
    context = make_context()
    arguments = [
        "build", "--progress=plain", "--no-cache", "--frontend", "dockerfile.v0", "--local", f"context={context}",
        "--local", f"dockerfile={context}",
    ]
    address = f"unix://{WORK}/bare.sock"
    helper = [] if ROOT else ["rootlesskit"]
    daemon = subprocess.Popen(
        [*helper, REAL_DAEMON, f"--root={WORK}/state-bare", f"--addr={address}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        while subprocess.run([REAL_CLIENT, f"--addr={address}", "debug", "workers"], capture_output=True).returncode:
            if daemon.poll() is not None:
                sys.exit("bench: the bare buildkitd has ended")
        results = {name: [] for name in [*PROGRAMS, "bare"]}
        for round_ in range(times(20) + 1):
            for name in results:
                if name == "bare":
                    run = Run([REAL_CLIENT, f"--addr={address}", *arguments])
                else:
                    run = daemonless(name, arguments, True)
                if round_:
                    results[name].append(ms(run.expect(0).ended - run.started))
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait()
    row("total of a small build (reference: buildctl, daemon running)", results, bare=results["bare"])


def start_up():
    say("start-up")

    def measure(words):
        started = time.monotonic_ns()
        pid = os.posix_spawn(
            words[0], words, {}, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
        os.waitpid(pid, 0)
        return ms(time.monotonic_ns() - started)

    ours, floor = [], []
    for _ in range(times(100)):
        ours.append(measure([RUNNER, "--version"]))
        floor.append(measure([f"{WORK}/hello"]))
    over = statistics.median(ours) - statistics.median(floor)
    row("`--version` (reference: a static C program)", {"buildkit-run": ours}, bare=floor)
    ROWS[-1][-1] = f"≤ 3 ms over it: {over:.1f} ms, {'ok' if over <= 3 else '**over**'}"


def memory(real):
    say("memory")
    runs = in_turns(times(5), lambda name: daemonless(name, ["debug", "info"], real, TAP_MEMORY="1").expect(0))
    resident = {name: [run.events["VmHWM"] / 1024 for run in list_] for name, list_ in runs.items()}
    row("peak of resident memory while the client runs", resident, unit="MiB", budget=10)


def main():
    os.symlink(RUNNER, f"{WORK}/buildctl-daemonless.sh")
    if REAL:
        os.mkdir(f"{WORK}/real")
        os.symlink(REAL_DAEMON, f"{WORK}/real/buildkitd")
        os.symlink(REAL_CLIENT, f"{WORK}/real/buildctl")
    else:
        say("buildkitd and buildctl are not on PATH: measuring with fakes only")
    if not STOCK:
        say("BUILDCTL_DAEMONLESS does not name the stock script: measuring without it")

    size = os.stat(RUNNER).st_size / 1e6
    row("size of the binary", {"buildkit-run": [size]}, unit="MB", budget=20)
    if STOCK:
        ROWS[-1][3] = f"{os.stat(STOCK).st_size / 1e6:.3f} MB"
    start_up()
    memory(REAL)
    overhead(False)
    death(False)
    if REAL:
        overhead(True)
        death(True)
    slow_starts(REAL)
    if REAL:
        small_build()

    load = os.getloadavg()[0]
    print(f"\nMedian (quartiles; least); {os.cpu_count()} processors, load {load:.1f} at the end; "
          + ("real buildkitd and buildctl" if REAL else "fakes only: buildkitd and buildctl are not on PATH")
          + f"; as {'root' if ROOT else 'rootless'}.\n")
    print_rows()


main()
