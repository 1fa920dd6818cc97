import BuildKit
import BuildReports

/// All formats, and builds of all kinds to report.
enum Formats {
    static let all: [any BuildReport.Type] = [
        CodeQualityReport.self, DotenvReport.self, MetricsReport.self, AnnotationsReport.self, JUnitReport.self,
        HTMLReport.self,
    ]

    static let project = GitLabProject(environment: [
        "CI_PROJECT_URL": "https://gitlab.example/g/p", "CI_REGISTRY": "r.example", "CI_REGISTRY_IMAGE": "r.example/g",
    ])

    static let success = record(Fixtures.success, metadata: Fixtures.metadata)
    static let failure = record(Fixtures.failure)

    static func record(_ lines: [String], metadata: String? = nil, name: String = "app", index: Int = 0) -> BuildRecord
    {
        var recording = Recording(lines: lines, metadata: metadata)
        let tags = ["r.example/g/\(name):1", "r.example/g/\(name):latest"]
        recording.build = ObservedBuild(index: index, name: name, tags: tags, dockerfile: "docker/Dockerfile")
        return recording.record
    }

    /// What every format has to bear: nothing, one, several, failures, real builds.
    static let cases: [[BuildRecord]] =
        [
            [], [success], [failure], [success, failure], [record([])], [record(Fixtures.large(500))],
            [record(["error: odd \u{1b}[31m & <b> \"x\" ]]> #"])],
        ] + Samples.names.filter { $0 != "clip" }.compactMap { try? [Recording(sample: $0).record] }
}
