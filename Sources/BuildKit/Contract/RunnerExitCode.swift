/// What `buildkit-run` exits with when the code is not the client's own.
///
/// The numbers are those of `sysexits.h` where it has one, and a POSIX shell's where the shell has one, so that GitLab's
/// `retry:exit_codes` can tell trouble with the infrastructure from a broken Dockerfile.
package enum RunnerExitCode: Int32, CaseIterable, Sendable {
    /// The build itself is at fault: the Dockerfile, a RUN instruction, the context. Of `image`.
    case buildFault = 1
    /// `EX_USAGE`: the command line could not be understood.
    case usage = 64
    /// `EX_UNAVAILABLE`: the builder could not be started, could not be reached, or died under the client.
    case unavailable = 69
    /// `EX_SOFTWARE`: a fault of `buildkit-run` itself.
    case internalError = 70
    /// `EX_OSERR`: the operating system refused something that every run needs.
    case operatingSystem = 71
    /// `EX_TEMPFAIL`: what failed may succeed the next time, and did not within the retries. Of `image`.
    case transient = 75
    /// `EX_NOPERM`: a registry refused the credentials, or there were none. Of `image`.
    case notAuthorised = 77
    /// `EX_CONFIG`: a setting names something that cannot work, such as a missing `--config` file.
    case configuration = 78
    /// The client exists but cannot be executed (POSIX shell, 2.8.2).
    case notExecutable = 126
    /// The client was not found (POSIX shell, 2.8.2).
    case notFound = 127

    /// One line for help texts and the README.
    package var summary: String {
        switch self {
        case .buildFault: "image: the build itself is at fault (Dockerfile, RUN, context)"
        case .usage: "the command line could not be understood"
        case .unavailable: "the builder could not be started, could not be reached, or died under the client"
        case .internalError: "internal error of buildkit-run"
        case .operatingSystem: "the operating system refused something that every run needs"
        case .transient:
            "image: a registry or the network failed for the moment (5xx, timeout, rate limit), after all retries"
        case .notAuthorised: "image: a registry refused the credentials, or there were none"
        case .configuration: "bad configuration: a missing --config file, an unusable directory"
        case .notExecutable: "the client exists but cannot be executed"
        case .notFound: "the client was not found"
        }
    }

    /// The code of a run that a signal ended, as a shell would report it.
    ///
    /// - Parameter signal: the signal's number.
    package static func endedBySignal(_ signal: Int32) -> Int32 { 128 + signal }
}
