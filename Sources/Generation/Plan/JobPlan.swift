import BuildRequests
import GitLabCI

/// The job that builds an image: its name, when and where it runs.
struct JobPlan: Equatable, Sendable {
    let name: String
    let stage: String?
    let runnerTags: [String]
    let occasions: [JobSettings.Occasion]
    let changes: [String]
    let timeout: String?
    let retry: Int

    init(_ settings: JobSettings, name: String, _ path: String, _ problems: inout ProblemList) {
        self.name = name
        stage = settings.stage ?? JobSettings.standardStage
        runnerTags = settings.runnerTags ?? []
        occasions = settings.runFor ?? JobSettings.standardOccasions
        changes = settings.changes ?? []
        timeout = settings.timeout
        retry = settings.retry ?? JobSettings.standardRetry

        if stage?.isEmpty == true { problems.report("\(path).stage", "the name is empty") }
        Self.checkName(name, "\(path).job", &problems)
        for (index, tag) in runnerTags.enumerated() where tag.isEmpty {
            problems.report("\(path).runner-tags[\(index)]", "the tag is empty")
        }
        if occasions.isEmpty {
            problems.report("\(path).run-for", "the job would never run; name at least one kind of pipeline")
        }
        if !changes.isEmpty,
            !occasions.contains(where: { $0 == .branches || $0 == .mergeRequests || $0 == .defaultBranch })
        {
            problems.report(
                "\(path).changes", "only pipelines of branches and merge requests have changes; leave it out")
        }
        if changes.count > 50 {
            problems.report("\(path).changes", "there are \(changes.count) paths, but GitLab takes 50; use patterns")
        }
        for (index, change) in changes.enumerated() where change.isEmpty {
            problems.report("\(path).changes[\(index)]", "the path is empty")
        }
        if !(0...2).contains(retry) {
            problems.report("\(path).retry", "\"\(retry)\" is not possible; GitLab tries again at most 2 times")
        }
        if let timeout, (Duration.seconds(timeout) ?? 0) <= 0 {
            problems.report(
                "\(path).timeout", "\"\(timeout)\" is no time to GitLab; write it as \"45 minutes\" or \"1h 30m\"")
        }
    }

    private static func checkName(_ job: String, _ path: String, _ problems: inout ProblemList) {
        if job.isEmpty || job.count > 255 {
            problems.report(path, "a job's name has 1 to 255 characters")
        } else if job.hasPrefix(".") {
            problems.report(path, "\"\(job)\" would be hidden and never run; leave out the dot")
        } else if Self.reserved.contains(job) {
            problems.report(path, "\"\(job)\" is a keyword of GitLab; choose another name")
        }
    }

    /// The top-level keywords, none of which can name a job, and the job that GitLab adds for Pages (GitLab docs, `jobs`).
    private static let reserved: Set<String> = [
        "after_script", "before_script", "cache", "default", "image", "include", "pages:deploy", "services", "stages",
        "variables", "workflow",
    ]
}
