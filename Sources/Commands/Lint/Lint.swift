import ArgumentParser
import Diagnostics
import GitLabCI
import Linting

/// `buildkit-ci lint [FILE…]`: says what GitLab would say of pipelines, and where.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check pipelines.",
        discussion: """
            Says whether GitLab would accept a pipeline, in GitLab's words and in plainer ones. Includes from outside of the \
            project are fetched with --resolve-includes only; else what they could change is not judged, and the result says that it is incomplete. Files \
            below templates are judged as components: on their own, whatever pipeline includes them.

            Beyond GitLab's verdict, rules look for what will fail, is unsafe, slow or outdated in builds of images. The \
            command rules lists them, explain RULE shows why. A comment silences a rule on its line or the next: \
            # buildkit-ci:allow[rule-id] reason. What a project always wants stands in its .buildkit-ci-lint.yml.

            An error is what GitLab rejects, or what a rule knows to fail. Warnings do not change the exit status unless \
            --strict is given. --diff ends with 1 where it has something to show.
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Rules") var rules: RuleOptions
    @OptionGroup(title: "Fixes") var fixes: FixOptions
    @OptionGroup(title: "Server") var server: ServerOptions
    @Flag(help: "Let warnings count as errors for the exit status.") var strict = false

    init() {}

    /// The names of files that directly follow `lint`, and the command line without them.
    ///
    /// ArgumentParser takes time that grows with the square of their number: for 900 files as long as the check of them.
    static func leadingFiles(_ arguments: [String]) -> (files: [String], others: [String]) {
        guard arguments.first == configuration.commandName else { return ([], arguments) }
        let files = arguments.dropFirst().prefix { !$0.hasPrefix("-") }
        return (Array(files), [arguments[0]] + arguments.dropFirst(1 + files.count))
    }

    func run() throws {
        let session = try server.session()
        var run = LintRun(describesJobs: output.format == .gitlabAPI)
        if let session { run.environment = { session.environment(files: $0.project, for: $0.name) } }
        if !rules.noRules { run.rules = RuleChecks(rules.selection) }
        run.usesShellCheck = rules.runsShellCheck
        let inputs = input.find()
        if fixes.isWanted {
            let count = try mend(inputs, run)
            if fixes.diff {
                if count > 0 { throw CommandExitCode.findings }
                return
            }
        }
        var report = run.report(on: inputs)
        session?.complete(&report)
        if let file = rules.writeBaseline {
            try AtomicFile.write(Baseline.text(of: report), to: file)
            return
        }
        if let baseline = try rules.readBaseline() {
            report = baseline.applied(to: report)
        } else if let checks = run.rules {
            try ConfiguredBaselines(checks: checks).apply(to: &report, of: inputs.compactMap { try? $0.get() })
        }
        if !rules.noRules, output.format == .sarif { report.rules = AllRules.all.map { RulePage($0).metadata } }
        try output.write(report, isStrict: strict)
        let status = status(of: report)
        if status != .clean { throw status }
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
                    try AtomicFile.write(new, to: change.name)
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
            !file.isValid || file.findings.contains { strict || $0.severity == .error }
        }
        return decides ? .findings : .clean
    }
}
