import ArgumentParser
import BuildKit

/// The options of `image` that Docker does not have.
struct ImageOptions: ParsableArguments {
    @Option(help: "Build all images of a request file at the same time; Docker's options add to each.")
    var from: String?

    @Option(help: "How often to try again what failed for the moment: a registry's 5xx, a timeout. (default: 2)")
    var retries: Int?

    @Option(help: "How long to wait before the first of them; twice as long before each further one. (default: 2 s)")
    var retryDelay: TimeSpan?

    @Option(help: "A file that takes the image's digest.")
    var digestFile: String?

    @Flag(help: "Take no tags and labels from GitLab's variables.")
    var noMeta = false

    @OptionGroup var cache: CacheOptions
    @OptionGroup var reports: ReportOptions
    @OptionGroup var runner: RunnerOptions

    /// Those without a value: a word behind any other is its value.
    static let flags: Set<String> = ["--no-meta", "--no-sections", "--explain"]
}
