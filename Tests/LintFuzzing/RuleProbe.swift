import Diagnostics
import GitLabCI
import Linting

/// Runs all rules over one project, and applies what they would mend.
struct RuleProbe {
    /// How often `lint --fix` applies fixes: one can make room for another.
    private static let rounds = 10

    private let input: Seed

    init(_ input: Seed) { self.input = input }

    func findings(of report: PipelineReport) -> [Diagnostic] {
        var selection = RuleSelection()
        selection.isPedantic = true
        return RuleCheck(selection: selection)
            .findings(on: report, of: LintProbe.file(input), in: project, isComponent: false)
    }

    func problems(of report: PipelineReport, isThorough: Bool) -> [String] {
        let found = findings(of: report)
        var checks = SpanChecks()
        for finding in found { checks.check(finding) }
        var problems = checks.problems
        if isThorough, TextRenderer().render(findings(of: LintProbe.load(input))) != TextRenderer().render(found) {
            problems.append("the second time the rules find something else")
        }
        guard found.contains(where: { $0.fix != nil && $0.category != nil }) else { return problems }
        return problems + fixProblems(report, found, allowsUnsafe: false)
            + fixProblems(report, found, allowsUnsafe: true)
    }

    private var project: MemoryProject {
        MemoryProject(input.files.merging([LintProbe.file(input).path: input.root]) { $1 })
    }

    /// Fixes belong together, keep a pipeline valid, with the jobs that it has if they are safe, and come to an end.
    private func fixProblems(_ report: PipelineReport, _ found: [Diagnostic], allowsUnsafe: Bool) -> [String] {
        let name = allowsUnsafe ? "--fix --unsafe" : "--fix"
        var current = self
        var report = report
        var plan = FixPlan(found, allowsUnsafe: allowsUnsafe)
        for _ in 0..<Self.rounds where !plan.applied.isEmpty {
            let fixed: RuleProbe
            do { fixed = try current.fixed(by: plan) } catch { return ["\(name) cannot be applied: \(error)"] }
            guard fixed.input.root != current.input.root || fixed.input.files != current.input.files else {
                return ["\(name) changes nothing: \(Self.names(plan))"]
            }
            let after = LintProbe.load(fixed.input)
            if report.isValid, !after.isValid || after.jobs != report.jobs && !allowsUnsafe {
                return ["\(name) breaks the pipeline: \(Self.names(plan)); \(after.errors.first ?? "other jobs")"]
            }
            (current, report) = (fixed, after)
            plan = FixPlan(fixed.findings(of: after), allowsUnsafe: allowsUnsafe)
        }
        return plan.applied.isEmpty ? [] : ["\(name) comes to no end: \(Self.names(plan))"]
    }

    private static func names(_ plan: FixPlan) -> String {
        plan.applied.prefix(5).map { "\($0.id) at \($0.primary)" }.joined(separator: ", ")
    }

    private func fixed(by plan: FixPlan) throws -> RuleProbe {
        var (root, files) = (input.root, input.files)
        for file in plan.files {
            let bytes = try plan.edits.applied(to: file)
            if file.path == LintProbe.file(input).path { root = bytes } else { files[file.path] = bytes }
        }
        return RuleProbe(Seed(name: input.name, root: root, files: files))
    }
}
