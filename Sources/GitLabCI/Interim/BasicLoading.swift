package import Diagnostics

/// A pipeline as far as one file tells: documents, `extends`, references, jobs without a script. It leaves out includes,
/// inputs and the grammar of the keywords; the loader of whole pipelines takes the place of this file.
package struct BasicLoading {
    /// The pipeline with `extends` and references resolved; nil where there is none.
    package private(set) var configuration: ConfigValue?
    package private(set) var findings: [Diagnostic] = []
    /// Whether there are includes, which are not followed: verdicts that they could change are withheld.
    package private(set) var isIncomplete = false

    package init(_ file: SourceFile) {
        do throws(LoadingError) {
            let documents = try ConfigDocuments(file, notes: &findings)
            isIncomplete = documents.content.contains("include")
            var extends = ExtendsResolver(documents.content, isIncomplete: isIncomplete)
            var references = ReferenceResolver(try extends.resolve(), isIncomplete: isIncomplete)
            let pipeline = try references.resolve()
            configuration = ConfigValue(.mapping(pipeline), at: SourceSpan(file: file, range: documents.contentRange))
            check(pipeline, at: .start(of: file))
        } catch {
            findings.append(error.diagnostic)
        }
    }

    /// The keywords of the top level, which never are jobs.
    private static let keywords: Set<String> = [
        "after_script", "before_script", "cache", "image", "include", "services", "stages", "variables",
    ]

    private mutating func check(_ pipeline: ConfigMapping, at start: SourceSpan) {
        var hasJob = isIncomplete
        for entry in pipeline.entries where !Self.keywords.contains(entry.name) && !entry.name.hasPrefix(".") {
            let job = entry.value.mapping
            let runs = ["script", "run", "trigger", "needs"].contains { job?.contains($0) == true }
            // A map without them is the keyword itself.
            if entry.name == "default" || entry.name == "workflow", !runs { continue }
            hasJob = true
            guard job != nil else {
                report("job-shape", "the job \"\(entry.name)\" is not a map of keywords", entry.keySpan)
                continue
            }
            // What an included file adds to a job is not known here, so there is no verdict on it.
            if !runs, !isIncomplete {
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
                "no-visible-job", "there is no job; names that begin with a dot are templates", start,
                gitlab: "jobs config should contain at least one visible job")
        }
    }

    private mutating func report(_ id: String, _ message: String, _ span: SourceSpan, gitlab: String? = nil) {
        findings.append(Diagnostic(id: id, severity: .error, message: message, gitlabMessage: gitlab, at: span))
    }
}
