import ArgumentParser
import BuildRequests

/// The job: when it runs, where, how long and how often.
struct JobOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The name of the job. (default: build-image)", valueName: "name")) var job: String?
    @Option(help: ArgumentHelp("The stage of the job. (default: build)", valueName: "stage")) var stage: String?
    @Option(help: ArgumentHelp("A tag of the runner that takes the job.", valueName: "tag")) var runnerTag: [String] =
        []
    @Option(
        help: ArgumentHelp(
            "The pipelines that have the job. (default: merge-requests,branches,tags)", valueName: "list"))
    var runFor: [ListOption<JobSettings.Occasion>] = []
    @Option(help: ArgumentHelp("A path as in rules:changes.", valueName: "path")) var changes: [String] = []
    @Option(help: ArgumentHelp("How long the job may take, such as 45m.", valueName: "time")) var timeout: String?
    @Option(
        help: ArgumentHelp(
            "How often to try again after a failure of the infrastructure, 0 to 2. (default: 2)", valueName: "times"))
    var retry: Int?

    var settings: JobSettings {
        var settings = JobSettings()
        settings.name = job
        settings.stage = stage
        settings.runnerTags = runnerTag.given
        settings.runFor = runFor.flatMap(\.elements).given
        settings.changes = changes.given
        settings.timeout = timeout
        settings.retry = retry
        return settings
    }
}
