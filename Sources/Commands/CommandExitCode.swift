/// What `buildkit-ci` exits with.
package enum CommandExitCode: Int32, CaseIterable, Sendable {
    case clean = 0
    case findings = 1
    case usage = 2
    case failure = 3

    /// One line for help texts and the README.
    package var summary: String {
        switch self {
        case .clean: "nothing to complain about"
        case .findings: "there are findings"
        case .usage: "a wrong command line, or a request that cannot work"
        case .failure: "a file could not be read or written, or an internal error"
        }
    }

    /// The table of all codes, as help texts show it.
    package static var table: String {
        (["EXIT CODES:"] + allCases.map { "  \($0.rawValue)  \($0.summary)" }).joined(separator: "\n")
    }
}

/// A command that ends without a result: what to say on standard error, and the exit status.
package struct CommandFailure: Error, Equatable {
    package let status: CommandExitCode
    package let message: String

    package init(_ message: String, status: CommandExitCode = .failure) {
        self.status = status
        self.message = message
    }
}
