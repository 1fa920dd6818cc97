import BuildKit
import BuildRequests
import YAMLTree

/// When the job is tried again: never because of the build itself.
enum RetryFragment {
    /// What the runner or GitLab failed at. The job's own failure is `script_failure`, whatever caused it.
    private static let reasons = [
        "runner_system_failure", "stuck_or_timeout_failure", "api_failure", "scheduler_failure",
    ]

    static func entry(for job: JobPlan, in plan: Plan) -> YAMLValue.Entry? {
        guard job.retry > 0 else { return nil }
        var retry: [YAMLValue.Entry] = [
            .init("max", .literal(String(job.retry))), .init("when", .sequence(reasons.map { .init(.scalar($0)) })),
        ]
        let codes = codes(plan)
        if !codes.isEmpty {
            retry.append(.init("exit_codes", .sequence(codes.map { .init(.literal(String($0))) })))
        }
        return .init("retry", .mapping(retry), comment: comment(plan))
    }

    private static func codes(_ plan: Plan) -> [Int32] {
        switch (plan.runner, plan.builder.connection) {
        case (.buildkitRun, _):
            [
                RunnerExitCode.unavailable.rawValue, RunnerExitCode.operatingSystem.rawValue,
                RunnerExitCode.transient.rawValue,
            ]
        case (.stock, .daemonless): []
        case (.stock, _): [RunnerExitCode.unavailable.rawValue]
        }
    }

    private static func comment(_ plan: Plan) -> String {
        switch (plan.runner, plan.builder.connection) {
        case (.buildkitRun, _):
            "Only the infrastructure's failures. buildkit-run tells them from a broken Dockerfile by its exit code."
        case (.stock, .daemonless):
            "Only the runner's failures: buildctl ends with 1 whether the Dockerfile or the daemon is at fault, and"
                + " buildkit-run would tell them apart."
        case (.stock, _):
            "Only the infrastructure's failures: the runner's own, and the wait below, which ends with \(RunnerExitCode.unavailable.rawValue)"
                + " when no daemon answers. A daemon that dies during the build cannot be told from a broken Dockerfile."
        }
    }
}
