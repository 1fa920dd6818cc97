import Diagnostics

/// Reports that hold what output formats find hard.
enum SampleReport: String, CaseIterable {
    /// Related places in another file, a fix, a suggestion, multi-byte text, tabs, CR LF, characters that markup escapes.
    case findings
    /// A valid file, and one with only a warning.
    case clean
    /// A missing include, a component, an input that could not be read.
    case incomplete
    /// Texts that mean something to what shows the output, in every place where a pipeline can bring them; a rule's page.
    case hostile

    var report: CheckReport {
        var report = CheckReport(
            tool: CheckReport.Tool(name: "buildkit-ci", version: "1.2.3", address: "https://example.com/tool"),
            files: [])
        switch self {
        case .findings: report.files = [Self.broken, Self.odd]
        case .clean: report.files = [Self.valid, Self.warned]
        case .hostile:
            report.files = [Self.hurt]
            report.rules = [Self.rule]
        case .incomplete:
            report.files = [Self.missing]
            report.failures = [
                CheckReport.Failure(name: "no & where.yml", message: "cannot read \"no & where.yml\": No such file")
            ]
        }
        return report
    }

    /// Finds a text in a file.
    static func span(_ text: String, in file: SourceFile) -> SourceSpan {
        let (all, part) = (Array(text.utf8), file.bytes)
        let start = (0...(part.count - all.count)).first { part[$0..<($0 + all.count)].elementsEqual(all) } ?? 0
        return SourceSpan(file: file, start: start, end: start + all.count)
    }

    private static let template = SourceFile(
        name: "sub/ci/base templäte.yml", path: "ci/base templäte.yml", text: ".base:\n  retyr: 2\n")

    private static var broken: CheckedFile {
        let file = SourceFile(
            name: "sub/.gitlab-ci.yml", path: ".gitlab-ci.yml",
            text: "include: ci/base templäte.yml\r\njob:\r\n  extends: .base\r\n  needs: [\"日本 🚀\", nope]\r\n")
        var checked = CheckedFile(file)
        checked.errors = ["jobs:job config contains unknown keys: retyr", "job job: undefined need: nope"]
        checked.findings = [
            Diagnostic(
                id: "unknown-key", severity: .error, message: "unknown key \"retyr\" in job \"job\"",
                gitlabMessage: checked.errors[0], at: span("retyr", in: template),
                related: [
                    .init(span("job", in: file), "job \"job\" gets it from there"),
                    .init(span(".base", in: template), "defined here"),
                ], help: "did you mean \"retry\"?", docs: "https://docs.gitlab.com/ci/yaml/#retry",
                fix: Fix(
                    title: "rename the key to \"retry\"", safety: .safe,
                    edits: [TextEdit(span("retyr", in: template), "retry")])),
            Diagnostic(
                id: "needs-undefined", severity: .error, message: checked.errors[1], gitlabMessage: checked.errors[1],
                at: span("nope", in: file)),
            Diagnostic(id: "multi-line", severity: .note, message: "over lines", at: span("job:\r\n  ext", in: file)),
        ]
        return checked
    }

    /// Tabs, markup, control characters, twice the same line, an empty place, no line break at the end.
    private static var odd: CheckedFile {
        let file = SourceFile(name: "a<b>&\"c\".yml", text: "\tx: \"<&>\"\n\tx: \"<&>\"\n\u{1B}[31mend")
        let lines = [span("<&>", in: file), SourceSpan(file: file, start: 15, end: 18)]
        var checked = CheckedFile(file)
        checked.errors = ["it's <wrong> & \"bad\"\nsecond line\u{1B}"]
        checked.findings =
            lines.map {
                Diagnostic(
                    id: "odd", severity: .error, message: "it's <wrong>", gitlabMessage: checked.errors[0], at: $0)
            } + [
                Diagnostic(
                    id: "end", severity: .warning, message: "nothing follows",
                    at: SourceSpan(file: file, start: file.bytes.count, end: file.bytes.count))
            ]
        return checked
    }

    private static var valid: CheckedFile {
        var checked = CheckedFile(SourceFile(name: ".gitlab-ci.yml", text: "job: {script: echo}\n"))
        checked.jobNames = ["job"]
        checked.jobs = [.object(["name": "job", "stage": "test", "script": .strings(["echo"]), "needs": .null])]
        checked.stages = [".pre", "build", "test", "deploy", ".post"]
        return checked
    }

    private static var warned: CheckedFile {
        let file = SourceFile(name: "b.yml", text: "job: {script: a, script: b}\n")
        var checked = CheckedFile(file)
        checked.warnings = ["GitLab's own warning"]
        checked.findings = [
            Diagnostic(
                id: "duplicate-key", severity: .warning, message: "\"script\" is defined twice",
                at: SourceSpan(file: file, start: 17, end: 23),
                related: [.init(span("script", in: file), "first defined here")])
        ]
        return checked
    }

    /// Quotes, markup of several kinds, ends of cells and of sections, mentions, commands of CI services and of terminals.
    private static let nasty =
        "a\"b'c|d`e``f<g>&h😀\n::error::x%0Ay]]>--> @all \\@me #1 !2 %3 &4 ~5 ^6 $7 **b** _i_ [l](javascript:8) ${{ s }} \\"
        + "\u{1B}[31m\u{202E}\r\n"

    private static var hurt: CheckedFile {
        let file = SourceFile(name: "a|`b``,c: d\n%.yml", text: "\(nasty)job: \(nasty)")
        let span = span("job", in: file)
        var checked = CheckedFile(file)
        checked.errors = [nasty]
        var finding = Diagnostic(
            id: "nasty-text", severity: .error, message: nasty, gitlabMessage: "says \(nasty)", at: span,
            related: [.init(span, nasty)], help: nasty, docs: "https://example.com/a#b",
            fix: Fix(title: nasty, safety: .unsafe, edits: [TextEdit(span, nasty)]))
        finding.category = "will-fail"
        checked.findings = [finding]
        checked.gaps = [CheckedFile.Gap(name: nasty, reason: nasty, at: span)]
        return checked
    }

    private static let rule = RuleMetadata(
        id: "nasty-text", category: "will-fail", summary: "a text is nasty", why: "It is \(nasty)",
        page: "# nasty-text\n",
        severity: .error, confidence: .medium, docs: "https://example.com/a#b")

    private static var missing: CheckedFile {
        let file = SourceFile(name: "templates/a.yml", text: "include: {remote: \"https://example.com/a.yml\"}\n")
        var checked = CheckedFile(file, kind: .component)
        checked.gaps = [
            CheckedFile.Gap(
                name: "remote \"https://example.com/a.yml\"", reason: "no network is used",
                at: span("\"https://example.com/a.yml\"", in: file))
        ]
        return checked
    }
}
