import ArgumentParser
import BuildKit
import Glibc
import LinuxProcess

/// The way in for the executable, which thereby needs no module but this one.
public enum Program {
    /// The name under which the stock script is known.
    private static let scriptName = "buildctl-daemonless.sh"

    /// Parses the command line, does what it says, and exits.
    public static func run() {
        let name = CommandLine.arguments.first?.split(separator: "/").last
        let arguments = Array(CommandLine.arguments.dropFirst())
        if name.map(String.init) == scriptName { Invocation(options: nil, task: .client(arguments)).carryOut() }
        // Images and scripts ask for it often, and the parser would read all commands with their help texts first.
        if arguments == ["--version"] {
            writeAll("\(ToolVersion.current)\n".utf8, to: 1)
            return
        }
        // Options may stand before the verb. All that stands behind `build` is the client's, even what looks like ours.
        guard arguments.first != "help", let found = verb(in: arguments) else {
            explainUnknownVerb(in: arguments)
            return BuildKitRun.main(arguments)
        }
        let index = found.index
        let before = arguments[..<index]
        let after = arguments[(index + 1)...]
        if arguments[index] == Verb.build.rawValue {
            if found.isUnderstood { Invocation(options: found.options, task: .client(["build"] + after)).carryOut() }
            explainFault(in: Array(before))
        }
        // Docker's options are a table of BuildKit's, which the parser does not know.
        if arguments[index] == Verb.image.rawValue, !ImageCommandLine.asksForHelp(Array(after)) {
            ImageInvocation(words: Array(before + after)).carryOut()
        }
        BuildKitRun.main([arguments[index]] + before + after)
    }

    private static let verbs = Verb.allCases.map(\.rawValue)

    private struct FoundVerb {
        let index: Int
        /// Whether all that stands before it is complete options.
        var isUnderstood = true
        /// Nothing where it stands first.
        var options: RunnerOptions?
    }

    /// The first word that is a verb and has only complete options before it, with those options; where there is none,
    /// the first that is a verb, so that the parser can say what is wrong with the options.
    private static func verb(in arguments: [String]) -> FoundVerb? {
        let candidates = arguments.indices.filter { verbs.contains(arguments[$0]) }
        for index in candidates {
            // The parser takes a third of the time of a start, and has nothing to read.
            if index == arguments.startIndex { return FoundVerb(index: index) }
            if let options = try? RunnerOptions.parse(Array(arguments[..<index])) {
                return FoundVerb(index: index, options: options)
            }
        }
        return candidates.first.map { FoundVerb(index: $0, isUnderstood: false) }
    }

    /// Ends the program where a word that is no verb stands behind complete options: the parser would blame the options.
    private static func explainUnknownVerb(in arguments: [String]) {
        for index in arguments.indices where !arguments[index].hasPrefix("-") && arguments[index] != "help" {
            guard (try? RunnerOptions.parse(Array(arguments[..<index]))) != nil else { continue }
            fail("unknown command \"\(arguments[index])\"; the commands are \(verbs.joined(separator: ", "))")
        }
    }

    /// Says what is wrong with the options before `build`: behind it they would be taken for the client's.
    private static func explainFault(in options: [String]) -> Never {
        if ["--help", "-h", "--version"].contains(where: options.contains) {
            BuildKitRun.main(options)
        }
        var fault = "the options before build are not understood"
        do { _ = try RunnerOptions.parse(options) } catch { fault = RunnerOptions.message(for: error) }
        fail("\(fault); buildkit-run --help lists the options")
    }

    private static func fail(_ message: String) -> Never {
        writeToStandardError("buildkit-run: \(message)\n")
        exit(RunnerExitCode.usage.rawValue)
    }
}
