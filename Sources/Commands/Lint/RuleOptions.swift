import ArgumentParser
import Diagnostics
import Linting

/// Which rules are run, and which of their findings count.
struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rule"), parsing: .singleValue,
        help: ArgumentHelp("Run only this rule; may be repeated. rules lists them.", valueName: "id"))
    var rules: [String] = []
    @Option(
        name: .customLong("category"), parsing: .singleValue,
        help: ArgumentHelp("Run only rules of this category; may be repeated.", valueName: "name"))
    var categories: [RuleCategory] = []
    @Option(help: ArgumentHelp("Leave out findings of rules that are less severe.", valueName: "severity"))
    var minSeverity = Diagnostic.Severity.note
    @Flag(help: "Run rules that guess, too.") var pedantic = false
    @Flag(name: .customLong("no-rules"), help: "Give GitLab's verdict alone.") var noRules = false
    @Option(
        help: ArgumentHelp(
            "Findings that this file names do not count. What GitLab rejects always counts.", valueName: "file"))
    var baseline: String?
    @Option(help: ArgumentHelp("Write a baseline of all that is found, and stop.", valueName: "file"))
    var writeBaseline: String?
    @Option(
        name: .customLong("shellcheck"),
        help: ArgumentHelp(
            "Whether to run shellcheck over scripts; auto means where it is installed. (default: auto, off with --rule or --category)",
            discussion: "It takes many times as long as everything else. With on its absence is an error."))
    var shellcheckChoice: ShellCheckChoice?

    func validate() throws {
        for rule in rules where !RuleChecks.ids.contains(rule) {
            let near = RuleChecks.suggestion(for: rule).map { "; did you mean \"\($0)\"?" }
            throw ValidationError("there is no rule \"\(rule)\"\(near ?? "; the command rules lists them")")
        }
        if noRules, !rules.isEmpty || !categories.isEmpty {
            throw ValidationError("--no-rules runs none; leave out --rule and --category")
        }
    }

    /// Who asks for certain rules wants to see them alone.
    var shellCheck: ShellCheckChoice {
        noRules ? .off : shellcheckChoice ?? (rules.isEmpty && categories.isEmpty ? .auto : .off)
    }

    /// What the command line says, before the configuration of a project.
    var selection: RuleSelection {
        var selection = RuleSelection(minimumSeverity: minSeverity, isPedantic: pedantic)
        selection.rules = Set(rules)
        selection.categories = Set(categories)
        return selection
    }

    static func baseline(_ bytes: [UInt8], named name: String) throws(CommandFailure) -> Baseline {
        do throws(Baseline.Problem) {
            return try Baseline(parsing: bytes)
        } catch {
            throw CommandFailure("cannot use baseline \"\(name)\": \(error)")
        }
    }
}

/// `--shellcheck`.
enum ShellCheckChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case on
    case off

    /// What is to run.
    var run: ShellCheckRun? { self == .off ? nil : ShellCheckRun(isRequired: self == .on) }
}

extension Diagnostic.Severity: ExpressibleByArgument {}
