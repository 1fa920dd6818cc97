import Glibc
import LintFuzzing

/// Runs workers until all inputs are tried: one that dies is replaced, and the input that it died of is kept.
struct Supervisor {
    private static let folder = ".build/fuzz"
    /// After so many findings a run ends: it is time to look at them.
    private static let findingLimit = 40

    private let run: Run
    private let seeds: [Seed]

    init(_ run: Run, _ seeds: [Seed]) {
        self.run = run
        self.seeds = seeds
    }

    /// - Returns: the number of findings.
    func work() -> Int {
        mkdir(".build", 0o777)
        mkdir(Self.folder, 0o777)
        var next = run.first
        let end = run.first + run.count
        var findings: [(number: Int, what: String)] = []
        while next < end, findings.count < Self.findingLimit {
            let arguments = ["--worker", String(next), String(end - next), String(run.seed)]
            guard let result = Child.run(arguments) else {
                Files.say("fuzz-lint: cannot start a worker\n")
                return findings.count + 1
            }
            var last = next - 1
            for line in result.output.split(separator: "\n") {
                if line.hasPrefix("@") {
                    last = Int(line.dropFirst()) ?? last
                } else if line.hasPrefix("!") {
                    findings.append((last, String(line.drop { $0 != " " }.dropFirst())))
                }
            }
            if let death = result.death {
                findings.append((last, death + Self.lastWords(result.errors)))
                next = last + 1
            } else {
                next = end
            }
        }
        var kinds: Set<String> = []
        for finding in findings {
            // What ends alike is most likely one fault, and making an input small takes long.
            let isNew = kinds.insert(String(finding.what.suffix(24))).inserted
            keep(finding.number, finding.what, isMinimised: isNew)
        }
        print("fuzz-lint: \(next - run.first) inputs tried, \(findings.count) findings")
        return findings.count
    }

    private static func lastWords(_ errors: String) -> String {
        errors.split(separator: "\n").first { $0.contains("Fatal error") || $0.contains("Crash") }.map { ": " + $0 }
            ?? ""
    }

    private func keep(_ number: Int, _ what: String, isMinimised: Bool) {
        let input = Mutator(seeds, seed: run.seed).input(number)
        let path = "\(Self.folder)/\(run.seed)-\(number).yml"
        Files.write(input.root, to: path)
        var note = ""
        if isMinimised, input.files.isEmpty {
            let small = Minimiser(path: path).minimised(input.root)
            Files.write(small, to: path)
            note = ", \(small.count) bytes of \(input.root.count) left"
        } else {
            note = ", input \(number) of seed \(run.seed)"
        }
        print("\(path)\(note): \(what)")
    }
}
