/// Whether GitLab creates a pipeline of the jobs that are left, and what it says if not.
struct PipelineJudgement {
    private let isComplete: Bool
    private(set) var outcome: SimulatedPipeline.Outcome = .created
    private(set) var messages: [String] = []
    private(set) var uncertainNeeds: [SimulatedPipeline.UncertainNeed] = []

    /// The default of `ci_needs_size_limit` (https://docs.gitlab.com/ci/yaml/#needs).
    private static let needsLimit = 50

    /// - Parameters:
    ///   - circles: GitLab's messages on circular variables, by the name of the job.
    ///   - isComplete: whether there can be no other jobs.
    ///   - isFiltered: whether the workflow lets no pipeline through.
    ///   - isWorkflowOpen: whether that is not certain.
    init(
        stages: [String], jobs: [SimulatedJob], circles: [String: String], isComplete: Bool, isFiltered: Bool,
        isWorkflowOpen: Bool
    ) {
        self.isComplete = isComplete
        guard !isFiltered else {
            outcome = .filteredByWorkflow
            messages = ["Pipeline filtered out by workflow rules."]
            return
        }
        let byName = Dictionary(jobs.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        for stage in stages {
            for job in jobs where job.stage == stage {
                guard let settings = job.settings else { continue }
                checkNeeds(job, settings, byName)
                if let circle = circles[job.name] { messages.append("\(job.name): \(circle)") }
            }
        }
        let edges = [Stages.first, Stages.last]
        if !messages.isEmpty {
            outcome = isWorkflowOpen ? .undecided : .refused
        } else if isComplete, !jobs.contains(where: { $0.mayRun && !edges.contains($0.stage) }) {
            outcome = .noJobs
            messages = [
                "Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being "
                    + "added to the pipeline."
            ]
        } else if isWorkflowOpen || !uncertainNeeds.isEmpty
            || !jobs.contains(where: { $0.settings != nil && !edges.contains($0.stage) })
        {
            outcome = .undecided
        }
    }

    private mutating func checkNeeds(
        _ job: SimulatedJob, _ settings: SimulatedJob.Settings, _ jobs: [String: SimulatedJob]
    ) {
        guard let needs = settings.needs else { return }
        guard needs.count <= Self.needsLimit else {
            messages.append(
                "\(job.name): one job can only need \(Self.needsLimit) others, but you have listed \(needs.count). "
                    + "See needs keyword documentation for more details")
            return
        }
        for need in needs where !settings.optionalNeeds.contains(need) {
            switch jobs[need]?.verdict {
            case .runs: continue
            case nil where !isComplete: uncertainNeeds.append(.init(job: job.name, need: need))
            case .undecided: uncertainNeeds.append(.init(job: job.name, need: need))
            case .leftOut, nil:
                messages.append(
                    "'\(job.name)' job needs '\(need)' job, but '\(need)' does not exist in the pipeline. "
                        + "This might be because of the only, except, or rules keywords. "
                        + "To need a job that sometimes does not exist in the pipeline, use needs:optional.")
            }
        }
    }
}
