/// How a build ended, in the classes by which people and `retry:exit_codes` decide what to do next.
///
/// Every failure of the catalogue belongs to one of them; `buildkit-run image` exits with its code.
package enum Outcome: String, CaseIterable, Sendable {
    case success
    /// The Dockerfile, a RUN instruction or the context: only a change of them helps.
    case buildFault = "build fault"
    /// There is no builder, or it died.
    case unavailable
    /// It may well succeed the next time: a registry that answers 5xx, a timeout, a connection reset, a rate limit.
    case transient
    /// A registry refuses the credentials, or has none of them.
    case notAuthorised = "not authorised"
    /// An option, a variable, a file or the runner is set so that no build of it can succeed.
    case configuration

    /// What the program exits with.
    package var exitCode: Int32 { code?.rawValue ?? 0 }

    /// The row of the table of exit codes; success has none.
    package var code: RunnerExitCode? {
        switch self {
        case .success: nil
        case .buildFault: .buildFault
        case .unavailable: .unavailable
        case .transient: .transient
        case .notAuthorised: .notAuthorised
        case .configuration: .configuration
        }
    }

    /// Whether the same build is worth another try without any change.
    package var isWorthRetrying: Bool { self == .transient }

    /// The outcome of several builds: that which a person has to do most about, so that a job is not retried by its code
    /// where one of its images can never be built.
    package static func combined(_ outcomes: some Sequence<Outcome>) -> Outcome {
        outcomes.max { $0.gravity < $1.gravity } ?? .success
    }

    /// Of the outcomes of several builds the gravest is that of the run.
    package var gravity: Int {
        switch self {
        case .success: 0
        case .transient: 1
        case .unavailable: 2
        case .notAuthorised: 3
        case .configuration: 4
        case .buildFault: 5
        }
    }
}
