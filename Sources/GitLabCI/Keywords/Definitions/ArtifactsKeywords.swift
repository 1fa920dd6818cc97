extension Grammar {
    static let artifacts = Grammar(
        "artifacts", .map, checks: [.always(.kind(.map)), .always(.exclusive(["access", "public"]))],
        keys: [
            Keyword("name", "The name of the archive.", assumed: "artifacts", .optionalText),
            Keyword(
                "untracked", "Whether files that git does not track are uploaded.", assumed: "false",
                .optional(.kind(.boolean))),
            Keyword(
                "paths", "The files and folders to upload.", .always(.present(), if: isExposed), .optional(.strings),
                .optional(.stringsWithoutStar, if: isExposed)),
            Keyword(
                "reports", "Files that GitLab reads and shows: tests, coverage, scans.", .optional(.kind(.map)),
                grammar: .reports),
            Keyword(
                "when", "After which outcome of the job artifacts are uploaded.", assumed: "on_success",
                .optionalText, .optional(.when(["on_success", "on_failure", "always"]))),
            Keyword(
                "expire_in", "How long the artifacts are kept: a duration, or never.",
                .optional(.duration(limit: nil, allowsNever: true))),
            Keyword(
                "expose_as", "The title under which merge requests link to the artifacts.",
                .optional(.kind(.text)), .optional(.length(min: nil, max: 100)), .optional(titleFormat)),
            Keyword("exclude", "Files that are left out.", .optional(.strings)),
            Keyword(
                "public", "Whether everybody who sees the pipeline may download the artifacts.", assumed: "true",
                .optional(.kind(.boolean))),
            Keyword(
                "access", "Who may download the artifacts.", assumed: "all", .optionalText,
                .optional(.when(["none", "developer", "maintainer", "all"]))),
        ])

    @Sendable private static func isExposed(_ value: ConfigValue) -> Bool {
        value.mapping?.hasValue("expose_as") ?? false
    }

    private static let titleFormat = Rule.format(
        message: "can contain only letters, digits, '-', '_' and spaces",
        plain: "may have only letters, digits, \"-\", \"_\" and spaces, and must not begin with \"-\" or a space"
    ) { text in
        guard let first = text.utf8.first, ExpressionLexer.isWord(first) else { return false }
        return text.utf8.allSatisfy { ExpressionLexer.isWord($0) || $0 == UInt8(ascii: "-") || $0 == 0x20 }
    }

    private static let coverageReport = Grammar(
        "coverage report", .map, checks: [.always(.kind(.map))],
        keys: [
            Keyword(
                "coverage_format", "The format of the report.", .present,
                .always(
                    .oneOf(
                        ["cobertura", "jacoco"], message: "must be one of supported formats: cobertura, jacoco."))),
            Keyword("path", "The file.", .present, .always(.kind(.text))),
        ])

    static let reports = Grammar(
        "reports", .map, checks: [.always(.kind(.map))],
        keys: [
            report("junit", "JUnit XML files with test results."),
            Keyword(
                "codequality", "Code Climate files with findings in the code.", anchor: reportAnchor("codequality")),
            report("sast", "Findings of static analysis."),
            report("secret_detection", "Secrets that were found in the repository."),
            report("dependency_scanning", "Vulnerable dependencies."),
            report("container_scanning", "Vulnerabilities in images."),
            report("dast", "Findings of dynamic analysis."),
            report("performance", "The old name of browser_performance."),
            report("browser_performance", "Measurements of web pages."),
            report("load_performance", "Results of load tests."),
            report("license_scanning", "Licences of dependencies."),
            report("metrics", "Metrics in OpenMetrics format."),
            report("lsif", "Data for navigation in the code."),
            report("dotenv", "Variables for later jobs, as NAME=value lines."),
            report("terraform", "Terraform plans."),
            report("accessibility", "Findings on the accessibility of pages."),
            report("coverage_fuzzing", "Findings of coverage-guided fuzzing."),
            report("api_fuzzing", "Findings of API fuzzing."),
            report("cluster_image_scanning", "Vulnerabilities in images of a cluster."),
            report("requirements", "Requirements that tests have met, in the old form."),
            report("requirements_v2", "Requirements that tests have met."),
            Keyword(
                "coverage_report", "Coverage of lines by tests.", anchor: reportAnchor("coverage_report"),
                grammar: coverageReport),
            report("cyclonedx", "Lists of components in CycloneDX format."),
            report("annotations", "Links to show with the job."),
            report("repository_xray", "Data on the libraries of the repository for code suggestions."),
            report("sarif", "Findings in SARIF format."),
        ])

    /// Reports have a page of their own in the reference.
    private static func reportAnchor(_ name: String) -> String { "artifactsreports" }

    private static func report(_ name: String, _ summary: String) -> Keyword {
        Keyword(name, summary, anchor: reportAnchor(name), .optional(.stringOrStrings))
    }
}

extension Keyword {
    static let artifacts = Keyword(
        "artifacts", "Files that the job hands to GitLab and to later jobs.", grammar: .artifacts, inherited: true)
}
