package import Diagnostics
import YAMLTree

/// A pipeline as far as one file tells: YAML, top-level shapes, jobs without a script. The loader with its includes, `extends`
/// and the grammar of every keyword takes the place of this file.
package struct BasicLoading {
    /// Nil where the file is not a map at all.
    package private(set) var configuration: ConfigValue?
    package private(set) var findings: [Diagnostic] = []

    package init(_ file: SourceFile) {
        if case .invalid(let offset) = file.bytes.withUnsafeBufferPointer(UTF8Check.check) {
            report("invalid-utf-8", "the file is not UTF-8", SourceSpan(file: file, start: offset, end: offset + 1))
            return
        }
        do throws(YAMLSyntaxError) {
            let document = try YAMLParser.parseFirstDocument(of: file)
            guard let root = document.root else {
                report("empty-pipeline", "the file is empty; it needs at least one job", .start(of: file))
                return
            }
            let value = NodeConversion(document: document).value(of: root)
            guard value.isMapping else {
                report("not-a-pipeline", "a pipeline is a map of keywords and jobs", document.span(of: root))
                return
            }
            configuration = value
            check(value, document.span(of: root))
        } catch {
            findings.append(
                Diagnostic(
                    id: "yaml-syntax", severity: .error, message: error.problem, gitlabMessage: error.psychMessage,
                    at: error.problemSpan,
                    related: error.contextSpan.map { [.init($0, error.context ?? "the construct begins here")] } ?? []))
        }
    }

    /// The keywords of the top level, which never are jobs.
    private static let keywords: Set<String> = [
        "after_script", "before_script", "cache", "image", "include", "services", "stages", "variables",
    ]

    private mutating func check(_ pipeline: ConfigValue, _ span: SourceSpan) {
        var hasJob = pipeline["include"] != nil
        for entry in pipeline.mapping?.entries ?? [] where !Self.keywords.contains(entry.name) {
            guard !entry.name.hasPrefix(".") else { continue }
            let job = entry.value.mapping
            let runs = ["script", "run", "trigger", "needs"].contains { job?.contains($0) == true }
            // A map without them is the keyword itself.
            if entry.name == "default" || entry.name == "workflow", !runs { continue }
            hasJob = true
            guard job != nil else {
                report("job-shape", "the job \"\(entry.name)\" is not a map of keywords", entry.keySpan)
                continue
            }
            // What a job inherits is not known here, so there is no verdict on it.
            if !runs, job?.contains("extends") != true {
                let name = String(entry.name.map { $0 == " " ? "_" : $0 })
                report(
                    "job-without-script", "the job \"\(entry.name)\" does nothing; give it a script", entry.keySpan,
                    gitlab: "jobs \(name) config should implement the script:, run:, or trigger: keyword")
            } else if let script = job?["script"], script.isBlank {
                report("job-without-script", "the script of the job \"\(entry.name)\" is empty", script.span)
            }
        }
        if !hasJob {
            report(
                "no-visible-job", "there is no job; names that begin with a dot are templates", span,
                gitlab: "jobs config should contain at least one visible job")
        }
    }

    private mutating func report(_ id: String, _ message: String, _ span: SourceSpan, gitlab: String? = nil) {
        findings.append(Diagnostic(id: id, severity: .error, message: message, gitlabMessage: gitlab, at: span))
    }
}
