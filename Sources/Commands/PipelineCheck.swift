import Diagnostics
import GitLabCI

/// The one place where the commands meet the loader: what is wrong with a file, and the pipeline that it holds.
struct PipelineCheck {
    /// The pipeline with everything resolved; nil where there is none.
    let configuration: ConfigValue?
    let findings: [Diagnostic]
    /// What could not be looked at, a line each for standard error; verdicts that it could change are withheld.
    let gaps: [String]

    /// - Parameter project: where `include:local` is looked up.
    init(_ file: SourceFile, in project: any ProjectFiles) {
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        configuration = report.configuration.map {
            ConfigValue(.mapping($0), at: SourceSpan(file: file, start: 0, end: file.bytes.count))
        }
        findings = report.diagnostics
        gaps = report.missing.map { "\($0.span): incomplete: \($0.name) is missing: \($0.reason)" }
    }

    /// Reads a file and checks it, with the project that it lies in.
    init(path: String) throws(CommandFailure) {
        self.init(try InputFile.read(path), in: ProjectDirectory(ProjectRoot.directory(of: path)) ?? MemoryProject())
        for gap in gaps { StandardStream.error.write("\(gap)\n") }
    }
}
