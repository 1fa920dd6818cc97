import Diagnostics
import FoundationEssentials
import GitLabCI

/// Runs one project through everything that `lint` does, and looks whether the result can be true.
package enum LintProbe {
    /// What is wrong with the result, a line each; none when all is well. A crash or an endless loop is for the caller to
    /// notice.
    ///
    /// - Parameter isThorough: load the project twice and compare, load it as a component too, and write the findings in all
    ///   formats.
    package static func problems(of input: Seed, isThorough: Bool = false) -> [String] {
        var checks = SpanChecks()
        let report = load(input)
        for diagnostic in report.diagnostics { checks.check(diagnostic) }
        for missing in report.missing { checks.check(missing.span, "the missing include \(missing.name)") }
        if let configuration = report.configuration { checks.check(configuration, depth: 0) }
        let text = TextRenderer().render(report.diagnostics)
        let effective = effectiveJobs(of: report)
        var problems = checks.problems
        problems += ShellProbe.problems(of: input.root)
        problems += RuleProbe(input).problems(of: report, isThorough: isThorough)
        if report.isValid == report.diagnostics.contains(where: { $0.severity == .error }) {
            problems.append("valid is \(report.isValid), but the findings say otherwise: \(report.errors)")
        }
        if report.isValid, Set(report.jobs).count != report.jobs.count {
            problems.append("two jobs have one name: \(report.jobs)")
        }
        if isThorough {
            let again = load(input)
            if again.errors != report.errors || again.warnings != report.warnings || again.jobs != report.jobs
                || again.stages != report.stages || TextRenderer().render(again.diagnostics) != text
                || effectiveJobs(of: again) != effective
            {
                problems.append("the second time the result is another")
            }
            problems += componentProblems(input) + formatProblems(report, input)
        }
        return problems
    }

    private static func loader(_ input: Seed) -> PipelineLoader {
        PipelineLoader(LoadingEnvironment(files: MemoryProject(input.files), isServerKnown: true))
    }

    static func file(_ input: Seed) -> SourceFile { SourceFile(name: ".gitlab-ci.yml", bytes: input.root) }

    static func load(_ input: Seed) -> PipelineReport { loader(input).load(file(input)) }

    private static func componentProblems(_ input: Seed) -> [String] {
        var checks = SpanChecks()
        for diagnostic in loader(input).loadComponent(file(input)).diagnostics { checks.check(diagnostic) }
        return checks.problems
    }

    private static func formatProblems(_ report: PipelineReport, _ input: Seed) -> [String] {
        var checked = CheckedFile(file(input))
        checked.errors = report.errors
        checked.warnings = report.warnings
        checked.findings = RuleProbe(input).findings(of: report)
        checked.gaps = report.missing.map { CheckedFile.Gap(name: $0.name, reason: $0.reason, at: $0.span) }
        checked.jobNames = report.jobs
        checked.stages = report.stages
        let tool = CheckReport.Tool(name: "fuzz-lint", version: "0", address: "https://example.com")
        let whole = CheckReport(tool: tool, files: [checked])
        _ = TextRenderer(colour: true).render(whole) + JUnitRenderer().render(whole) + MarkdownRenderer().render(whole)
        let commands = GitHubRenderer().render(whole).utf8.split { $0 == 0x0A || $0 == 0x0D }
        let isCommands = commands.count == whole.findings.count && commands.allSatisfy { $0.starts(with: "::".utf8) }
        let formats: [any ReportRenderer] = [
            JSONRenderer(), SARIFRenderer(), CodeQualityRenderer(), GitLabAPIRenderer(),
        ]
        return (isCommands ? [] : ["GitHubRenderer writes what is no command"])
            + formats.compactMap { format in
                let text = format.render(whole)
                let isJSON = (try? JSONDecoder().decode(Anything.self, from: Data(text.utf8))) != nil
                return isJSON ? nil : "\(type(of: format)) writes what is no JSON"
            }
    }

    /// JSON of any content.
    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }

    /// The jobs as they would run; only some of the many that `parallel` can make.
    private static func effectiveJobs(of report: PipelineReport) -> [ConfigMapping] {
        guard let root = report.configuration, let pipeline = report.pipeline else { return [] }
        return pipeline.jobs.prefix(50).map { $0.effective(in: root) }
    }
}
