package import Diagnostics

/// What is wrong with a loaded configuration as far as the shapes of the top level tell: entries that are no jobs, jobs
/// without a script. The grammar of the keywords takes the place of this file.
package struct JobOutline {
    package private(set) var findings: [Diagnostic] = []

    package init(_ loaded: LoadedConfiguration) {
        findings = loaded.notes
        if let failure = loaded.failure { findings.append(failure.diagnostic) }
        if let root = loaded.root { check(root, loaded) }
    }

    /// The keywords of the top level, which never are jobs.
    private static let keywords: Set<String> = [
        "after_script", "before_script", "cache", "image", "include", "services", "stages", "variables",
    ]

    private mutating func check(_ pipeline: ConfigMapping, _ loaded: LoadedConfiguration) {
        var hasJob = !loaded.isComplete
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
            // What a missing file adds to a job is not known, so there is no verdict on it.
            if !runs, loaded.isComplete {
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
                "no-visible-job", "there is no job; names that begin with a dot are templates", .start(of: loaded.file),
                gitlab: "jobs config should contain at least one visible job")
        }
    }

    private mutating func report(_ id: String, _ message: String, _ span: SourceSpan, gitlab: String? = nil) {
        findings.append(Diagnostic(id: id, severity: .error, message: message, gitlabMessage: gitlab, at: span))
    }
}
