import BuildRequests
import YAMLTree

/// The pipelines that have the job.
enum RulesFragment {
    /// - Parameter withoutMergeRequests: for a job that has nothing to do in their pipelines.
    static func entry(for job: JobPlan, withoutMergeRequests: Bool = false) -> YAMLValue.Entry {
        var rules: [YAMLValue.Item] = []
        func add(_ condition: String, changes: Bool = false, comment: String? = nil) {
            var rule: [YAMLValue.Entry] = [.init("if", condition)]
            if changes, !job.changes.isEmpty {
                rule.append(.init("changes", .sequence(job.changes.map { .init(.scalar($0)) })))
            }
            rules.append(.init(.mapping(rule), comment: comment))
        }
        let occasions = job.occasions
        if occasions.contains(.mergeRequests), !withoutMergeRequests {
            add("$CI_PIPELINE_SOURCE == \"merge_request_event\"", changes: true)
        }
        if occasions.contains(.tags) { add("$CI_COMMIT_TAG") }
        if occasions.contains(.schedules), !occasions.contains(.branches) {
            add("$CI_PIPELINE_SOURCE == \"schedule\"")
        }
        if occasions.contains(.branches) {
            if occasions.contains(.mergeRequests) {
                rules.append(
                    .init(
                        .mapping([
                            .init(
                                "if",
                                "$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS && $CI_PIPELINE_SOURCE == \"push\" && $CI_COMMIT_REF_PROTECTED != \"true\""
                            ),
                            .init("when", "never"),
                        ]),
                        comment:
                            "A branch with an open merge request is built by the pipeline of that; not so a protected one,"
                            + " whose image has to be pushed."))
            }
            add("$CI_COMMIT_BRANCH", changes: true)
        } else if occasions.contains(.defaultBranch) {
            add("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", changes: true)
        }
        return .init("rules", .sequence(rules))
    }
}
