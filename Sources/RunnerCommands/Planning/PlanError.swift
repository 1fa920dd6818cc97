import BuildKit

/// Why there is nothing to run: a setting that cannot work, a program that is not there.
struct PlanError: Error, Equatable {
    let code: RunnerExitCode
    /// What is wrong, with the offending value, and what to do instead.
    let message: String
}
