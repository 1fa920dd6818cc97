import BuildKit
import Glibc
import LinuxProcess

/// What a command says on standard error: a line each, behind the program's name, with the job's secrets hidden.
struct Speaker {
    let mask: SecretMask

    func say(_ text: String) { writeToStandardError("buildkit-run: \(mask.masked(text))\n") }

    /// Says why, and exits.
    func fail(_ error: PlanError) -> Never {
        say(error.message)
        exit(error.code.rawValue)
    }
}
