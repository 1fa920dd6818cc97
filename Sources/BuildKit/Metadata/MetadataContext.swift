/// What a pipeline builds: the facts that tags, labels and annotations are made of, from GitLab's predefined variables
/// (<https://docs.gitlab.com/ci/variables/predefined_variables/>).
package struct MetadataContext: Sendable {
    /// What the pipeline runs for.
    package enum Ref: Equatable, Sendable {
        /// `CI_COMMIT_BRANCH`
        case branch(String)
        /// `CI_COMMIT_TAG`
        case tag(String)
        /// `CI_MERGE_REQUEST_IID` and `CI_MERGE_REQUEST_TARGET_BRANCH_NAME`
        case mergeRequest(iid: String, targetBranch: String?)
        /// None of them is set, as outside of a pipeline.
        case unknown
    }

    package var ref: Ref
    /// `CI_DEFAULT_BRANCH`
    package var defaultBranch: String?
    /// `CI_COMMIT_SHA`; of a merge request, where `DOCKER_METADATA_PR_HEAD_SHA` is `true`, the head of its source branch
    /// (`CI_MERGE_REQUEST_SOURCE_BRANCH_SHA`, which only merged results pipelines have).
    package var sha: String?
    /// Whether `CI_PIPELINE_SOURCE` is `schedule`.
    package var isScheduled: Bool
    /// `CI_PIPELINE_CREATED_AT`, so that all jobs of a pipeline agree; outside of a pipeline the time now.
    package var date: Instant
    /// `CI_COMMIT_TIMESTAMP`
    package var commitDate: Instant?
    /// `CI_PROJECT_TITLE`, or `CI_PROJECT_NAME`.
    package var title: String?
    /// `CI_PROJECT_DESCRIPTION`
    package var description: String?
    /// `CI_PROJECT_URL`
    package var url: String?
    /// How many digits a short commit hash has: `DOCKER_METADATA_SHORT_SHA_LENGTH`, or 7.
    package var shortSHALength = 7
    /// What the system knows of a named time zone. UTC and fixed offsets are understood without.
    package var zone: @Sendable (_ name: String) -> TimeZoneSource = { _ in .noDatabase }

    /// - Parameters:
    ///   - environment: the variables of the job; an empty one counts as unset.
    ///   - now: the time, for the case that `CI_PIPELINE_CREATED_AT` is not set.
    /// - Throws: `MetadataError` where a variable has a value that cannot be used.
    package init(environment: [String: String], now: Instant) throws(MetadataError) {
        func variable(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        func time(_ name: String) throws(MetadataError) -> Instant? {
            guard let text = variable(name) else { return nil }
            guard let instant = Instant(rfc3339: text) else {
                throw MetadataError("\(name) is \"\(text)\", which is no time; write it as 2026-01-10T00:30:00Z")
            }
            return instant
        }
        if let iid = variable("CI_MERGE_REQUEST_IID") {
            ref = .mergeRequest(iid: iid, targetBranch: variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"))
        } else if let tag = variable("CI_COMMIT_TAG") {
            ref = .tag(tag)
        } else if let branch = variable("CI_COMMIT_BRANCH") {
            ref = .branch(branch)
        } else {
            ref = .unknown
        }
        defaultBranch = variable("CI_DEFAULT_BRANCH")
        sha = variable("CI_COMMIT_SHA")
        if case .mergeRequest = ref, variable("DOCKER_METADATA_PR_HEAD_SHA") == "true" {
            sha = variable("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? sha
        }
        isScheduled = variable("CI_PIPELINE_SOURCE") == "schedule"
        date = try time("CI_PIPELINE_CREATED_AT") ?? now
        commitDate = try time("CI_COMMIT_TIMESTAMP")
        title = variable("CI_PROJECT_TITLE") ?? variable("CI_PROJECT_NAME")
        description = variable("CI_PROJECT_DESCRIPTION")
        url = variable("CI_PROJECT_URL")
        if let text = variable("DOCKER_METADATA_SHORT_SHA_LENGTH") {
            guard let length = Int(text), length > 0 else {
                throw MetadataError("DOCKER_METADATA_SHORT_SHA_LENGTH is \"\(text)\"; write a number above 0")
            }
            shortSHALength = length
        }
    }

    package var shortSHA: String { String((sha ?? "").prefix(shortSHALength)) }

    package var isDefaultBranch: Bool {
        if case .branch(let branch) = ref { branch == defaultBranch } else { false }
    }
}

/// Why no metadata can be computed: a mistake in a rule or in a variable, and what to write instead.
package struct MetadataError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
