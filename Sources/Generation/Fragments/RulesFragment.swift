import BuildRequests
import YAMLTree

/// The pipelines that have the job.
enum RulesFragment {
    /// - Parameter withoutMergeRequests: for a job that has nothing to do in their pipelines.
    static func entry(for job: JobPlan, withoutMergeRequests: Bool = false) -> YAMLValue.Entry {
        var rules: [YAMLValue.Item] = []
        func add(_ condition: String, changes: YAMLValue? = nil, comment: String? = nil) {
            let changes = changes.map { [YAMLValue.Entry("changes", $0)] } ?? []
            rules.append(.init(.mapping([.init("if", condition)] + changes), comment: comment))
        }
        let paths = job.changes.isEmpty ? nil : YAMLValue.sequence(job.changes.map { .init(.scalar($0)) })
        let occasions = job.occasions
        if occasions.contains(.mergeRequests), !withoutMergeRequests {
            add("$CI_PIPELINE_SOURCE == \"merge_request_event\"", changes: paths)
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
            guard let paths else {
                add("$CI_COMMIT_BRANCH")
                return .init("rules", .sequence(rules))
            }
            add("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", changes: paths)
            add(
                "$CI_COMMIT_BRANCH",
                changes: .mapping([.init("paths", paths), .init("compare_to", "$CI_DEFAULT_BRANCH")]),
                comment:
                    "Any other branch is compared with the default branch: its first push has none before it, and a later one"
                    + " would leave out what failed. (Variables need GitLab 17.2.)")
        } else if occasions.contains(.defaultBranch) {
            add("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", changes: paths)
        }
        return .init("rules", .sequence(rules))
    }
}
