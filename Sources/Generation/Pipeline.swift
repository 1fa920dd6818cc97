import YAMLTree

/// The pipeline that a plan becomes.
package enum Pipeline {
    /// The text of a whole `.gitlab-ci.yml`: the same plan gives the same bytes.
    package static func text(of plan: Plan) -> String {
        var entries: [YAMLValue.Entry] = []
        if let stage = plan.stage, !defaultStages.contains(stage) {
            entries.append(.init("stages", .flow([stage])))
        }
        entries.append(JobFragment.entry(for: plan))
        return YAMLWriter.document(header: header(of: plan), entries)
    }

    /// The stages of a pipeline that lists none (GitLab docs, `stages`).
    private static let defaultStages: Set<String> = [".pre", "build", "test", "deploy", ".post"]

    private static func header(of plan: Plan) -> String {
        let what =
            "Builds an image with BuildKit and pushes it. Written by \"buildkit-ci generate \(plan.mode.rawValue)\"."
        return switch (plan.mode, plan.privileged) {
        case (_, true): what + "\nNeeds a runner that starts its containers privileged."
        case (_, false):
            what
                + "\nNeeds a runner that lets containers make user namespaces: no privileged mode, but seccomp and AppArmor"
                + " unconfined where the host's profiles forbid it."
        }
    }
}
