/// The job that builds an image: when it runs, where, how long and how often.
package struct JobSettings: RequestGroup {
    package var name: String?
    package var stage: String?
    package var runnerTags: [String]?
    package var runFor: [Occasion]?
    package var changes: [String]?
    package var timeout: String?
    package var retry: Int?

    package init() {}

    package static let standardName = "build-image"
    package static let standardStage = "build"
    package static let standardOccasions: [Occasion] = [.mergeRequests, .branches, .tags]
    package static let standardRetry = 2

    package static let keys: [RequestKey<JobSettings>] = [
        RequestKey(
            "job", \.name, otherwise: "\(standardName), or one made of the image's name", flag: "--job",
            "the name of the job"),
        RequestKey("stage", \.stage, standard: standardStage, flag: "--stage", "the stage of the job"),
        RequestKey("runner-tags", \.runnerTags, flag: "--runner-tag", "the tags of the runner that takes the job"),
        RequestKey(
            "run-for", \.runFor, standard: standardOccasions, flag: "--run-for", "the pipelines that have the job"),
        RequestKey(
            "changes", \.changes, flag: "--changes",
            "paths as in rules:changes, for repositories with several images; tags are always built"),
        RequestKey(
            "timeout", \.timeout, otherwise: "that of the project", flag: "--timeout",
            "how long the job may take, such as 45 minutes"),
        RequestKey(
            "retry", \.retry, standard: standardRetry, flag: "--retry",
            "how often the job is tried again after a failure of the infrastructure, at most 2"),
    ]

    /// A kind of pipeline.
    package enum Occasion: String, RequestChoice {
        case mergeRequests = "merge-requests"
        case branches
        case defaultBranch = "default-branch"
        case tags
        case schedules
    }
}
