/// The pipeline that is asked for: what starts it, for which ref, and what is known of the world.
package struct SimulationRequest: Sendable {
    /// The branches of the merge request that a pipeline is for.
    package struct MergeRequest: Hashable, Sendable {
        package var sourceBranch: String
        package var targetBranch: String

        package init(sourceBranch: String, targetBranch: String) {
            self.sourceBranch = sourceBranch
            self.targetBranch = targetBranch
        }
    }

    package var source: PipelineSource
    /// The name of the branch or the tag; the source branch in pipelines for merge requests.
    package var ref: String
    package var isTag = false
    /// Whether the branch is pushed for the first time, so that GitLab has nothing to compare with.
    package var isNewBranch = false
    package var defaultBranch = "main"
    package var isProtected = false
    /// Also set in child pipelines of a pipeline for a merge request.
    package var mergeRequest: MergeRequest?
    /// The path of the project, such as `group/project`, if it is known.
    package var project: String?
    /// Variables of the pipeline, which come over all others.
    package var variables: [String: String] = [:]
    /// The files that the push or the merge request changes; nil if that is not known.
    package var changedPaths: [String]?

    package init(source: PipelineSource, ref: String) {
        self.source = source
        self.ref = ref
    }

    /// Whether GitLab has a list of changed files to look at. Without one every `changes` holds: for tags, for the first
    /// push of a branch, and for pipelines that no push started.
    ///
    /// https://docs.gitlab.com/ci/yaml/#ruleschanges,
    /// https://docs.gitlab.com/ci/jobs/job_troubleshooting/#jobs-or-pipelines-run-unexpectedly-when-using-changes
    package var hasChanges: Bool {
        if mergeRequest != nil || source == .externalPullRequest { return true }
        return source == .push && !isTag && !isNewBranch
    }

    /// Whether the pipeline is for a branch, and not for a tag or a merge request.
    var isForBranch: Bool { !isTag && mergeRequest == nil }
}
