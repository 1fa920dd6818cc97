import GitLabCI

/// A push to a branch that is neither the default branch nor known by name: what its pipelines have in common.
final class OrdinaryBranch {
    private static let context = ExpressionContext(
        variable: { name in
            switch name {
            case "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME": .value(.text("an-ordinary-branch"))
            case "CI_DEFAULT_BRANCH": .value(.text("the-default-branch"))
            case "CI_PIPELINE_SOURCE": .value(.text(PipelineSource.push.rawValue))
            case "CI_COMMIT_REF_PROTECTED": .value(.text("false"))
            case "CI_COMMIT_TAG": .absent
            case _ where name.hasPrefix("CI_MERGE_REQUEST_"): .absent
            default: .unknown
            }
        }, input: { _ in .unknown })

    /// The conditions that were asked about: many jobs have the same.
    private var truths: [String: Truth] = [:]

    /// Whether a condition holds for such a push.
    func meets(_ condition: String?) -> Truth {
        guard let condition else { return .yes }
        if let known = truths[condition] { return known }
        let made = (try? Expression(condition))?.isTrue(in: Self.context) ?? .unknown
        truths[condition] = made
        return made
    }

    /// Whether rules may let something into the pipeline of such a push.
    func mayPass(_ rules: [ConfigValue]) -> Bool {
        for rule in rules {
            let truth = meets(rule["if"]?.string)
            guard truth != .no else { continue }
            let isNever = rule["when"]?.string == "never"
            if !isNever { return true }
            if truth == .yes, !rule.hasFileConditions { return false }
        }
        return false
    }
}

extension ConfigValue {
    /// Whether a rule also asks for changed or existing files.
    fileprivate var hasFileConditions: Bool { self["changes"] != nil || self["exists"] != nil }
}

extension LintedJob {
    /// Whether the job may run for pushes to ordinary branches; nil where `only` and `except` decide it by names.
    func mayRunOnOrdinaryBranches(in pipeline: LintedPipeline) -> Bool? {
        guard self["only"] == nil, self["except"] == nil else { return nil }
        let workflow = pipeline.root["workflow"]?["rules"]?.flattened
        if let workflow, !pipeline.ordinaryBranch.mayPass(workflow) { return false }
        return self["rules"].map { pipeline.ordinaryBranch.mayPass($0.flattened) } ?? true
    }
}
