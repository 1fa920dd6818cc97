import ArgumentParser
import BuildReports

/// What `image` tells about its builds, beside what it prints anyway.
struct ReportOptions: ParsableArguments {
    @Option(help: "A file for the findings of BuildKit's Dockerfile checks (artifacts:reports:codequality).")
    var reportCodequality: String?

    @Option(help: "A file with image, digest and tags as variables (artifacts:reports:dotenv).")
    var reportDotenv: String?

    @Option(help: "A file for times, cache and sizes in OpenMetrics' format (artifacts:reports:metrics).")
    var reportMetrics: String?

    @Option(help: "A file with links to the pushed images (artifacts:reports:annotations).")
    var reportAnnotations: String?

    @Option(help: "A file with a test for each step (artifacts:reports:junit).")
    var reportJunit: String?

    @Option(help: "A page for people: timeline of the steps, cache, sizes, warnings, failure.")
    var reportHtml: String?

    @Flag(help: "Print every line as it comes, without GitLab's collapsible sections.")
    var noSections = false

    /// Those that were asked for.
    var files: [ReportFile] {
        [
            ("--report-codequality", reportCodequality, CodeQualityReport.self),
            ("--report-dotenv", reportDotenv, DotenvReport.self),
            ("--report-metrics", reportMetrics, MetricsReport.self),
            ("--report-annotations", reportAnnotations, AnnotationsReport.self),
            ("--report-junit", reportJunit, JUnitReport.self), ("--report-html", reportHtml, HTMLReport.self),
        ].compactMap { (option: String, path: String?, format: any BuildReport.Type) in
            path.map { ReportFile(file: OutputFile(option: option, path: $0), format: format) }
        }
    }
}
