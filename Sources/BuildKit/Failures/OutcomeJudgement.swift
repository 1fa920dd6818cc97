extension Outcome {
    /// What the end of `buildctl` means.
    ///
    /// Only what the client itself says counts, which it says at the end: a RUN step that prints "503 Service Unavailable"
    /// and fails is a failed step.
    ///
    /// - Parameters:
    ///   - exitCode: the client's; 128 and the number of the signal that ended it.
    ///   - lines: what it printed outside of the progress of the build.
    ///   - stepOutput: the last lines that RUN steps printed. They tell the cause of a step that failed.
    /// - Returns: the class, and the known failure that says so.
    package static func judging(
        exitCode: Int32, lines: [String], stepOutput: [String] = []
    ) -> (outcome: Outcome, failure: KnownFailure?) {
        guard exitCode != 0 else { return (.success, nil) }
        // A signal that was not ours: the kernel's for want of memory, or somebody's who ends the job.
        guard exitCode < 128 else { return (.unavailable, nil) }
        let errors = lines.filter { $0.hasPrefix("error: ") || $0.hasPrefix("ERROR: ") }
        let last = errors.last.map { [$0] } ?? lines
        if last.contains(where: { $0.contains(failedStep) }) {
            let failure =
                KnownFailure.recognise(in: stepOutput + lines, among: KnownFailure.ofSteps)
                ?? KnownFailure.recognise(in: lines, among: KnownFailure.all)
            return (failure?.id == KnownFailure.maskedProc.id ? .configuration : .buildFault, failure)
        }
        if let failure = KnownFailure.recognise(in: last, among: KnownFailure.all) { return (failure.outcome, failure) }
        return (.buildFault, nil)
    }

    /// BuildKit's words for a RUN instruction whose command failed.
    private static let failedStep = "did not complete successfully: exit code: "
}
