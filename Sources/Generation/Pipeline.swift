import BuildRequests
import YAMLTree

/// The pipeline that a plan becomes.
package enum Pipeline {
    /// The text of a whole `.gitlab-ci.yml`: the same plan gives the same bytes.
    ///
    /// - Parameter allowed: the lint rules that would find something, of those that the plan accepts.
    package static func text(of plan: Plan, allowing allowed: Set<String> = []) -> String {
        let stages = stages(of: plan)
        let listed = stages.isEmpty ? [] : [YAMLValue.Entry("stages", .flow(stages))]
        return YAMLWriter.document(header: header(of: plan, allowed), listed + jobs(of: plan))
    }

    /// The text of a file that another pipeline includes: jobs, and no keywords that concern those of others. A list of stages
    /// would replace theirs.
    ///
    /// - Parameter allowed: as for `text`.
    package static func fragment(of plan: Plan, allowing allowed: Set<String> = []) -> String {
        YAMLWriter.document(header: header(of: plan, allowed), jobs(of: plan).map(keptApart))
    }

    /// The job with only those defaults of the including pipeline that say where and how long it runs.
    ///
    /// Another `before_script`, cache or service is written for another image. A job that extends ours has it from there.
    private static func keptApart(_ job: YAMLValue.Entry) -> YAMLValue.Entry {
        guard case .mapping(let keys) = job.value, !keys.contains(where: { $0.key == "extends" }) else { return job }
        let inherit = YAMLValue.Entry(
            "inherit", .mapping([.init("default", .flow(["interruptible", "tags", "timeout"]))]),
            comment: "The pipeline's other defaults, such as before_script and services, are made for other images.")
        return YAMLValue.Entry(job.key, .mapping([inherit] + keys), comment: job.comment)
    }

    /// What the head of every generated file says.
    package static let mark = "Written by \"buildkit-ci generate"

    static func jobs(of plan: Plan) -> [YAMLValue.Entry] {
        SharedJob.entries(for: plan.images.flatMap { BuildJob.jobs(for: $0, in: plan) })
    }

    /// The stages to be listed; none where GitLab's own are enough.
    private static func stages(of plan: Plan) -> [String] {
        var stages: [String] = []
        for case let stage? in plan.images.map(\.job.stage) where !stages.contains(stage) { stages.append(stage) }
        return stages.allSatisfy(defaultStages.contains) ? [] : stages.filter { $0 != ".pre" && $0 != ".post" }
    }

    /// The stages of a pipeline that lists none (GitLab docs, `stages`).
    private static let defaultStages: Set<String> = [".pre", "build", "test", "deploy", ".post"]

    private static func header(of plan: Plan, _ allowed: Set<String>) -> String {
        let images = plan.images.count == 1 ? "an image" : "\(plan.images.count) images"
        let pushes =
            plan.images.contains { $0.push != .never } ? " and pushes \(plan.images.count == 1 ? "it" : "them")" : ""
        return "Builds \(images) with BuildKit\(pushes). \(mark) \(plan.mode.rawValue)\".\n"
            + needs(plan)
            + plan.acceptedRules.filter { allowed.contains($0.rule) }
            .map { "\nbuildkit-ci:allow-file[\($0.rule)] \($0.reason)" }.joined()
    }

    private static func needs(_ plan: Plan) -> String {
        switch (plan.builder.connection, plan.builder.isPrivileged) {
        case (.daemonless, true), (.service, true): "Needs a runner that starts its containers privileged."
        case (.daemonless, false), (.service, false):
            "Needs a runner that lets containers make user namespaces: no privileged mode, but seccomp and AppArmor"
                + " unconfined where the host's profiles forbid it."
        case (.address, _):
            "Needs no privileges, since the build runs at the builder"
                + (plan.builder.tls == nil
                    ? ". Plain TCP: whoever reaches its port drives it, so keep it from everybody else."
                    : "; its CI/CD variables of type File hold the certificates of client and authority.")
        case (.pod, _): "Needs no privileges, since the build runs in the cluster; the job reaches it through kubectl."
        }
    }
}
