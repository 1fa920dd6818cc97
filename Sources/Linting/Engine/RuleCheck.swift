package import Diagnostics
package import GitLabCI
import YAMLTree

/// Runs rules over what the loader made of a file, and puts their findings to the loader's.
package struct RuleCheck: Sendable {
    private let runner: RuleRunner
    private let selection: RuleSelection
    private let suppressions: Suppressions
    private let reported: Set<String>

    /// - Parameter rules: all that there are; which of them run is up to the selection.
    package init(_ rules: [any Rule] = AllRules.all, selection: RuleSelection = RuleSelection()) {
        runner = RuleRunner(rules, selection: selection)
        self.selection = selection
        suppressions = Suppressions(
            ran: runner.ids, known: Set((AllRules.all + rules).map { type(of: $0).about.id }))
        reported = Set(rules.map { type(of: $0).about.id })
    }

    /// All findings on a file, in the order of every output.
    ///
    /// Rules look at pipelines that GitLab accepts; others are left with what the loader says. What the loader notices and
    /// a rule reports is left to the rule.
    ///
    /// - Parameter tool: another program's findings in the same pipeline, which comments silence too.
    package func findings(
        on report: PipelineReport, of file: SourceFile, in project: any ProjectFiles, isComponent: Bool,
        and tool: (LintedPipeline) -> [Diagnostic] = { _ in [] }
    ) -> [Diagnostic] {
        guard let pipeline = LintedPipeline(report, of: file, in: project, isComponent: isComponent) else {
            return report.diagnostics
        }
        let found = StandInFilter(report.standIns).withoutStandIns(
            runner.findings(in: pipeline) + selection.selected(tool(pipeline)))
        let files = [file] + report.documents.map(\.file)
        let rest = report.diagnostics.filter { !reported.contains($0.id) }
        return (rest + suppressions.applied(to: found, in: files)).sorted(by: Diagnostic.precedes)
    }
}
