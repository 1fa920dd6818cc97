import Diagnostics
import GitLabCI
import Linting

/// What one call of `lint` is to do, however its command line was read.
struct LintRequest: Equatable {
    /// Files and directories; `-` is standard input. None means the pipeline of the project.
    var files: [String] = []
    var root: String?
    /// The path that standard input counts as having.
    var stdinName: String?
    var output = ReportOutput()
    /// Which rules run; none at all when nil.
    var rules: RuleSelection? = RuleSelection()
    var shellCheck = ShellCheckChoice.auto
    /// A file of findings that do not count.
    var baseline: String?
    /// The file to write a baseline to, instead of a report.
    var newBaseline: String?
    var fixes = FixChoice()
    /// Whether warnings count as errors for the exit status.
    var isStrict = false

    /// - Parameter session: what to ask the server with; nil when it is not to be asked.
    func run(asking session: ServerSession? = nil) throws {
        var run = LintRun(describesJobs: output.format == .gitlabAPI)
        if let session { run.environment = { session.environment(files: $0.project, for: $0.name) } }
        if let rules { run.rules = RuleChecks(rules) }
        run.shellCheck = shellCheck.run
        let inputs = inputs
        if fixes.isWanted {
            let count = try mend(inputs, run)
            if fixes.diff {
                if count > 0 { throw CommandExitCode.findings }
                return
            }
        }
        var report = run.report(on: inputs)
        session?.complete(&report)
        if let newBaseline {
            try TextFile.write(Baseline.text(of: report), to: newBaseline)
            return
        }
        if let baseline {
            report = try RuleOptions.baseline(InputFile.bytes(of: baseline), named: baseline).applied(to: report)
        } else if let checks = run.rules {
            try ConfiguredBaselines(checks: checks).apply(to: &report, of: inputs.compactMap { try? $0.get() })
        }
        if rules != nil, output.format == .sarif { report.rules = AllRules.all.map { RulePage($0).metadata } }
        try output.write(report, isStrict: isStrict)
        let status = status(of: report)
        if status != .clean { throw status }
    }

    private var inputs: [Result<LintInput, CheckReport.Failure>] {
        var finder = InputFinder(root: root, stdinName: stdinName)
        finder.find(files)
        return finder.found
    }

    /// Applies fixes, or shows them, one input after the other, since two of them may include the same file.
    ///
    /// - Returns: how many findings they mend.
    private func mend(
        _ inputs: [Result<LintInput, CheckReport.Failure>], _ run: LintRun
    ) throws(CommandFailure) -> Int {
        var count = 0
        for case .success(let input) in inputs {
            if fixes.fix, input.source == "-" {
                throw CommandFailure("--fix cannot write standard input; use --diff", status: .usage)
            }
            let outcome = try FixRun(run: run, allowsUnsafe: fixes.unsafe).outcome(on: input)
            count += outcome.count
            if let refusal = outcome.refusal {
                StandardStream.error.write("buildkit-ci: \(input.name) is left as it is: \(refusal)\n")
            }
            for change in outcome.changes {
                let (old, new) = (
                    String(decoding: change.old, as: UTF8.self), String(decoding: change.new, as: UTF8.self)
                )
                if fixes.diff {
                    StandardStream.output.write(
                        UnifiedDiff.text(from: old, to: new, oldName: "a/\(change.path)", newName: "b/\(change.path)"))
                } else {
                    try TextFile.write(new, to: change.name)
                }
            }
            if fixes.fix, outcome.count > 0 {
                StandardStream.error.write("buildkit-ci: \(input.name): \(outcome.count) fixed\n")
            }
        }
        return count
    }

    private func status(of report: CheckReport) -> CommandExitCode {
        if !report.failures.isEmpty { return .failure }
        let decides = report.files.contains { file in
            !file.isValid || file.findings.contains { isStrict || $0.severity == .error }
        }
        return decides ? .findings : .clean
    }
}

/// Whether to mend what rules find.
struct FixChoice: Equatable {
    /// Write the mended files.
    var fix = false
    /// Also what somebody should look at.
    var unsafe = false
    /// Show a diff instead of writing.
    var diff = false

    var isWanted: Bool { fix || diff }
}
