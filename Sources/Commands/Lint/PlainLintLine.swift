import Diagnostics
import Linting

/// Reads the command lines that `lint` is called with most: files, and the options that pipelines use, as words of their own.
///
/// ArgumentParser reads every line, and takes longer for it than the check of an ordinary pipeline takes: it finds out
/// about its options at run time, by a hundred searches through all conformances of the program to protocols. `Lint` stays
/// the one place that defines the options, and reads all lines that are not read here, among them all that are wrong.
enum PlainLintLine {
    /// What a command line asks for; nil where ArgumentParser has to look at it.
    static func request(_ arguments: [String]) -> LintRequest? {
        guard arguments.first == Lint.name else { return nil }
        var request = LintRequest()
        var isPedantic = false
        var minimum = Diagnostic.Severity.note
        var hasRules = true
        var shellCheck = ShellCheckChoice.auto
        var rest = arguments.dropFirst()
        while let word = rest.popFirst() {
            switch word {
            case "--strict": request.isStrict = true
            case "--pedantic": isPedantic = true
            case "--no-rules": hasRules = false
            case "--format":
                guard let format = value(&rest).flatMap(OutputFormat.init) else { return nil }
                request.output.format = format
            case "--output", "-o":
                guard let file = value(&rest) else { return nil }
                request.output.file = file
            case "--color":
                guard let color = value(&rest).flatMap(ColourChoice.init) else { return nil }
                request.output.color = color
            case "--baseline":
                guard let file = value(&rest) else { return nil }
                request.baseline = file
            case "--min-severity":
                guard let severity = value(&rest).flatMap(Diagnostic.Severity.init) else { return nil }
                minimum = severity
            case "--shellcheck":
                guard let choice = value(&rest).flatMap(ShellCheckChoice.init) else { return nil }
                shellCheck = choice
            case _ where word.isEmpty || (word.hasPrefix("-") && word != "-"): return nil
            default: request.files.append(word)
            }
        }
        request.rules = hasRules ? RuleSelection(minimumSeverity: minimum, isPedantic: isPedantic) : nil
        request.shellCheck = hasRules ? shellCheck : .off
        return request
    }

    /// The word behind an option; nil where it may be no value.
    private static func value(_ rest: inout ArraySlice<String>) -> String? {
        rest.popFirst().flatMap { $0.isEmpty || $0.hasPrefix("-") ? nil : $0 }
    }
}
