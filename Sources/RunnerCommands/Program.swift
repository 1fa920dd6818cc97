import ArgumentParser
import Glibc

/// The way in for the executable, which thereby needs no module but this one.
public enum Program {
    /// The name under which the stock script is known.
    private static let scriptName = "buildctl-daemonless.sh"

    /// Parses the command line, does what it says, and exits.
    public static func run() {
        let name = CommandLine.arguments.first?.split(separator: "/").last
        let arguments = Array(CommandLine.arguments.dropFirst())
        if name.map(String.init) == scriptName {
            do {
                Invocation(options: try RunnerOptions.parse([]), task: .client(arguments)).carryOut()
            } catch {
                RunnerOptions.exit(withError: error)
            }
        }
        // Options may stand before the verb. All that stands behind `build` is the client's, even what looks like ours.
        guard let (index, options) = verb(in: arguments) else { return BuildKitRun.main(arguments) }
        let before = arguments[..<index]
        let after = arguments[(index + 1)...]
        if let options, arguments[index] == Build._commandName {
            Invocation(options: options, task: .client(["build"] + after)).carryOut()
        }
        BuildKitRun.main([arguments[index]] + before + after)
    }

    /// The first word that is a verb and has only complete options before it, with those options; where there is none,
    /// the first that is a verb, so that the parser can say what is wrong with the options.
    private static func verb(in arguments: [String]) -> (index: Int, options: RunnerOptions?)? {
        let verbs = BuildKitRun.configuration.subcommands.map { $0._commandName }
        let candidates = arguments.indices.filter { verbs.contains(arguments[$0]) }
        for index in candidates {
            if let options = try? RunnerOptions.parse(Array(arguments[..<index])) { return (index, options) }
        }
        guard let first = candidates.first else { return nil }
        return (first, nil)
    }
}
