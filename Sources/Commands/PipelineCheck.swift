import Diagnostics
import GitLabCI

/// The one place where the commands meet the loader: what is wrong with a file, and the pipeline that it holds.
struct PipelineCheck {
    /// The pipeline with everything resolved; nil where there is none.
    let configuration: ConfigValue?
    /// The same as a map.
    let root: ConfigMapping?
    /// Stages and jobs; nil where something is wrong.
    let pipeline: GitLabCI.Pipeline?
    /// Where `include:local` and `exists` look.
    let project: any ProjectFiles
    let findings: [Diagnostic]
    /// Whether GitLab would refuse the file.
    var hasErrors: Bool { findings.contains { $0.severity == .error } }
    /// What could not be looked at, a line each for standard error; verdicts that it could change are withheld.
    let gaps: [String]

    /// - Parameters:
    ///   - project: where `include:local` is looked up.
    ///   - variables: what `include` may use.
    init(_ file: SourceFile, in project: any ProjectFiles, variables: [String: String] = [:]) {
        let report = PipelineLoader(LoadingEnvironment(files: project, variables: variables)).load(file)
        root = report.configuration
        pipeline = report.pipeline
        self.project = project
        configuration = report.configuration.map {
            ConfigValue(.mapping($0), at: SourceSpan(file: file, start: 0, end: file.bytes.count))
        }
        findings = report.diagnostics
        gaps = report.missing.map { "\($0.span): incomplete: \($0.name) is missing: \($0.reason)" }
    }

    /// Reads a file and checks it, with the project that it lies in.
    ///
    /// - Parameter root: the root of the project; found from the file when nil.
    init(path: String, root: String? = nil, variables: [String: String] = [:]) throws(CommandFailure) {
        let project = ProjectDirectory(root ?? ProjectRoot.directory(of: path))
        self.init(try InputFile.read(path), in: project ?? MemoryProject(), variables: variables)
        for gap in gaps { StandardStream.error.write("\(gap)\n") }
    }
}
