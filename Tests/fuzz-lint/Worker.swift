import Glibc
import LintFuzzing

/// Tries inputs one after the other in a process that may crash.
enum Worker {
    /// An input may take so many seconds of CPU time.
    static let timeLimit = 1
    /// The address space of a worker, so that an input that eats memory ends it and not the machine.
    private static let memoryLimit: rlim_t = 4 << 30

    /// Writes the number of each input before it is tried, and a line for each problem.
    static func run(_ run: Run, _ seeds: [Seed]) {
        limitMemory()
        let mutator = Mutator(seeds, seed: run.seed)
        for number in run.first..<(run.first + run.count) {
            let input = mutator.input(number)
            report("@\(number)\n")
            startClock()
            // Every tenth is looked at closely, which takes several times as long.
            let problems = LintProbe.problems(of: input, isThorough: number % 10 == 0)
            stopClock()
            for problem in problems { report("!\(number) \(oneLine(problem))\n") }
        }
    }

    /// Tries one project within the same limits.
    static func tryOne(_ input: Seed) -> Bool {
        limitMemory()
        startClock()
        let problems = LintProbe.problems(of: input, isThorough: true)
        stopClock()
        for problem in problems { report("\(oneLine(problem))\n") }
        return problems.isEmpty
    }

    private static func limitMemory() {
        var limit = rlimit(rlim_cur: memoryLimit, rlim_max: memoryLimit)
        setrlimit(__rlimit_resource_t(9), &limit)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(4), &core)
    }

    /// From here on, the CPU time that is too much ends the process with SIGPROF.
    private static func startClock() { setClock(timeLimit) }
    private static func stopClock() { setClock(0) }

    private static func setClock(_ seconds: Int) {
        var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        setitimer(__itimer_which_t(2), &timer, nil)
    }

    private static func oneLine(_ text: String) -> String {
        String(text.prefix(300)).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func report(_ line: String) {
        _ = Array(line.utf8).withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
