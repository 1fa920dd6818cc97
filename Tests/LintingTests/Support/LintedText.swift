import Diagnostics
import GitLabCI
import Linting

/// One run of a rule over a pipeline that stands in a test.
struct LintedText {
    let file: SourceFile
    let report: PipelineReport
    /// The findings of the rules, those on allowances included.
    let findings: [Diagnostic]

    /// - Parameters:
    ///   - rules: the only rules to run.
    ///   - files: the other files of the project.
    init(
        _ text: String, _ rules: [any Linting.Rule] = AllRules.all, files: [String: String] = [:],
        path: String = ".gitlab-ci.yml"
    ) {
        let file = SourceFile(name: path, text: text)
        var all = files
        all[path] = text
        let project = MemoryProject(texts: all)
        let isComponent = path.hasPrefix("templates/")
        let loader = PipelineLoader(LoadingEnvironment(files: project))
        report = isComponent ? loader.loadComponent(file) : loader.load(file)
        self.file = file
        var selection = RuleSelection()
        selection.isPedantic = true
        findings = RuleCheck(rules, selection: selection)
            .findings(on: report, of: file, in: project, isComponent: isComponent).filter { $0.category != nil }
    }

    /// What GitLab says against the text.
    var errors: [String] { report.errors }

    /// Findings as `start..<end message`.
    var summary: [String] { findings.map { "\($0.primary.range) \($0.message)" } }

    /// The text after all fixes that do not touch each other.
    func fixed(allowsUnsafe: Bool = true) throws -> String {
        let plan = FixPlan(findings, allowsUnsafe: allowsUnsafe)
        return String(decoding: try plan.edits.applied(to: file), as: UTF8.self)
    }
}
