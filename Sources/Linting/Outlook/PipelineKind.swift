package import GitLabCI

/// A kind of pipeline as far as rules can tell it from others: what starts it, and what it is for.
///
/// Which variables a pipeline has is documented at https://docs.gitlab.com/ci/variables/predefined_variables/.
package struct PipelineKind: Hashable, Sendable {
    package enum Ref: Sendable {
        case branch
        case tag
        case mergeRequest
    }

    package let source: PipelineSource
    package let ref: Ref

    /// Every kind that there is.
    package static let all: [PipelineKind] = PipelineSource.allCases.flatMap { source in
        switch source {
        case .mergeRequest: [PipelineKind(source: source, ref: .mergeRequest)]
        case .externalPullRequest: [PipelineKind(source: source, ref: .branch)]
        case .parentPipeline:
            [Ref.branch, .tag, .mergeRequest].map { PipelineKind(source: source, ref: $0) }
        default: [Ref.branch, .tag].map { PipelineKind(source: source, ref: $0) }
        }
    }

    /// As people say it: `a push to a branch`.
    package var description: String {
        switch (source, ref) {
        case (.push, .branch): "a push to a branch"
        case (.push, .tag): "a push of a tag"
        case (.mergeRequest, _): "a merge request"
        case (.schedule, .tag): "a schedule on a tag"
        case (.schedule, _): "a schedule"
        default: "CI_PIPELINE_SOURCE \"\(source.rawValue)\" on a \(ref == .tag ? "tag" : "branch")"
        }
    }

    /// Whether GitLab has a list of changed files; without one every `changes` holds.
    var hasChanges: Bool {
        ref == .mergeRequest || (source == .push && ref == .branch) || source == .externalPullRequest
    }

    // MARK: Variables

    /// What is known of a variable in such a pipeline.
    enum Knowledge {
        case value(String)
        /// Set, and not empty.
        case present
        case absent
        case unknown
    }

    func knowledge(of name: String) -> Knowledge {
        switch name {
        case "CI", "GITLAB_CI": return .value("true")
        case "CI_PIPELINE_SOURCE": return .value(source.rawValue)
        case "CI_COMMIT_BRANCH": return ref == .branch ? .present : .absent
        case "CI_COMMIT_TAG": return ref == .tag ? .present : .absent
        case "CI_OPEN_MERGE_REQUESTS": return ref == .tag ? .absent : .unknown
        case _ where Self.alwaysPresent.contains(name): return .present
        case _ where name.hasPrefix("CI_MERGE_REQUEST_"):
            guard ref == .mergeRequest else { return .absent }
            return Self.presentInMergeRequests.contains(name) ? .present : .unknown
        case _ where name.hasPrefix("CI_EXTERNAL_PULL_REQUEST_"):
            return source == .externalPullRequest ? .present : .absent
        default: return .unknown
        }
    }

    private static let alwaysPresent: Set<String> = [
        "CI_COMMIT_REF_NAME", "CI_COMMIT_REF_PROTECTED", "CI_COMMIT_REF_SLUG", "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA",
        "CI_DEFAULT_BRANCH", "CI_PIPELINE_ID", "CI_PIPELINE_IID", "CI_PROJECT_ID", "CI_PROJECT_NAME",
        "CI_PROJECT_NAMESPACE", "CI_PROJECT_PATH", "CI_PROJECT_PATH_SLUG", "CI_PROJECT_URL", "CI_SERVER_HOST",
        "CI_SERVER_URL",
    ]

    private static let presentInMergeRequests: Set<String> = [
        "CI_MERGE_REQUEST_ID", "CI_MERGE_REQUEST_IID", "CI_MERGE_REQUEST_PROJECT_PATH",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    ]
}

/// Some of `PipelineKind.all`, as bits: rules are judged for all kinds at once.
package struct PipelineKinds: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package static let all = PipelineKinds { _ in true }
    /// Pushes to branches, the most common ones.
    package static let branchPush = PipelineKinds { $0.source == .push && $0.ref == .branch }
    package static let mergeRequest = PipelineKinds { $0.source == .mergeRequest }

    package init(where holds: (PipelineKind) -> Bool) {
        var bits: UInt64 = 0
        for (index, kind) in PipelineKind.all.enumerated() where holds(kind) { bits |= 1 << UInt64(index) }
        rawValue = bits
    }

    package var members: [PipelineKind] {
        PipelineKind.all.enumerated().filter { rawValue & (1 << UInt64($0.offset)) != 0 }.map(\.element)
    }
}
