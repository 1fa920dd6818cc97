import ArgumentParser
import Glibc

/// The way in for the executable, which thereby needs no module but this one.
public enum Program {
    /// Parses the command line, runs the subcommand that it names, and exits.
    public static func run() -> Never {
        exit(status(of: Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func status(of arguments: [String]) -> CommandExitCode {
        do {
            if let request = PlainLintLine.request(arguments) {
                try request.run()
                return .clean
            }
            let (files, others) = Lint.leadingFiles(arguments)
            var command = try BuildKitCI.parseAsRoot(others)
            if var lint = command as? Lint {
                lint.input.files = files + lint.input.files
                command = lint
            }
            try command.run()
            return .clean
        } catch let status as CommandExitCode {
            return status
        } catch let failure as CommandFailure {
            StandardStream.error.write("buildkit-ci: \(failure.message)\n")
            return failure.status
        } catch {
            // What is left is ArgumentParser's own: help and version, which succeed, and usage errors, for which it would
            // exit with 64.
            let message = BuildKitCI.fullMessage(for: error) + "\n"
            guard BuildKitCI.exitCode(for: error) != .success else {
                StandardStream.output.write(message)
                return .clean
            }
            StandardStream.error.write(message)
            return .usage
        }
    }
}

/// Thrown by a command that has already said everything, to end with a status other than clean.
extension CommandExitCode: Error {}
