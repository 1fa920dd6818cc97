/// What becomes of a request for a pipeline.
package struct SimulatedPipeline: Sendable {
    package enum Outcome: String, Sendable {
        /// The pipeline is created.
        case created
        /// `workflow:rules` keep the pipeline from being created.
        case filteredByWorkflow = "filtered_by_workflow"
        /// No job is left, or only jobs of `.pre` and `.post`.
        case noJobs = "no_jobs"
        /// GitLab refuses the pipeline with an error.
        case refused
        /// It depends on something that is not known.
        case undecided
    }

    package let outcome: Outcome
    /// GitLab's messages, verbatim, where the pipeline is not created.
    package let messages: [String]
    /// What `workflow:rules` say; nil where there are none.
    package let workflow: RulesResult?
    /// In order, without repetition.
    package let stages: [String]
    /// In the order of the file; none when the workflow filters the pipeline out.
    package let jobs: [SimulatedJob]
    /// Needs that may turn out to be missing, because the needed job is undecided.
    package let uncertainNeeds: [UncertainNeed]
    /// Variables that rules ask for and nothing sets here. Settings of the project or its groups may.
    package let unsetVariables: [String]
    /// Whether some `changes` held only because GitLab has no list of changed files for such a pipeline.
    package let changesHold: Bool

    /// What `changes:compare_to` names in the rules that were looked at, in order.
    package var comparisons: [String] {
        var found: [String] = []
        for check in jobs.flatMap(\.checks) {
            guard let base = check.rule["changes"]?["compare_to"]?.string, !found.contains(base) else { continue }
            found.append(base)
        }
        return found
    }

    package struct UncertainNeed: Hashable, Sendable {
        package let job: String
        package let need: String
    }

    package func jobs(in stage: String) -> [SimulatedJob] {
        jobs.filter { $0.stage == stage && $0.settings != nil }
    }
}
