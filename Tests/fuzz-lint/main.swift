import Glibc
import LintFuzzing

/// Fuzzes the path from the bytes of a pipeline to its findings. See `usage`.
let usage = """
    usage: fuzz-lint COUNT [SEED [FIRST]]    try so many inputs, in a process of its own that may crash
           fuzz-lint --show SEED NUMBER      write the root file of an input to standard output
           fuzz-lint --try FILE              try one file
    Findings are minimised and kept in .build/fuzz.

    """

let arguments = Array(CommandLine.arguments.dropFirst())
let seeds = Seed.all(under: Seed.conformanceFolder)
switch arguments.first {
case "--worker":
    guard let run = Run(arguments.dropFirst().first, arguments.dropFirst(2).first, arguments.dropFirst(3).first) else {
        exit(2)
    }
    Worker.run(run, seeds)
case "--try":
    guard arguments.count == 2, let bytes = Files.read(arguments[1]) else {
        Files.say("fuzz-lint: no such file\n")
        exit(2)
    }
    exit(Worker.tryOne(Seed(name: arguments[1], root: bytes)) ? 0 : 1)
case "--show":
    guard arguments.count == 3, let seed = UInt64(arguments[1]), let number = Int(arguments[2]) else { exit(2) }
    let input = Mutator(seeds, seed: seed).input(number)
    for (path, bytes) in input.files.sorted(by: { $0.key < $1.key }) {
        Files.say("# file \(path)\n\(String(decoding: bytes, as: UTF8.self))\n")
    }
    Files.write(input.root, to: "/dev/stdout")
default:
    guard let run = Run(arguments.dropFirst(2).first ?? "0", arguments.first, arguments.dropFirst().first ?? "1") else {
        Files.say(usage)
        exit(2)
    }
    if Seed.conformanceFolder == nil { print("fuzz-lint: no conformance files here; the seeds are few") }
    print("fuzz-lint: \(run.count) inputs from \(run.first) of seed \(run.seed), \(seeds.count) seed files")
    exit(Supervisor(run, seeds).work() == 0 ? 0 : 1)
}
