package import Diagnostics
package import GitLabCI
package import YAMLTree

/// A pipeline as rules see it: everything resolved, each value with the place that it comes from.
package final class LintedPipeline {
    /// Everything merged and resolved.
    package let root: ConfigMapping
    /// Stages, and jobs with `parallel` expanded.
    package let pipeline: Pipeline
    /// The file that was given.
    package let file: SourceFile
    package let project: any ProjectFiles
    /// Whether the file is one that pipelines include: stages, other jobs and inputs may be elsewhere.
    package let isComponent: Bool
    /// Whether all includes are there. If not, nothing should be concluded from what is missing.
    package let isComplete: Bool
    /// The visible jobs, each once, in the order of the file.
    package private(set) var jobs: [LintedJob] = []
    /// What the loader noticed in files that were read, for the rules that report it.
    package let duplicateKeys: [YAMLTree.DuplicateKey]
    /// The documents of all files that were read, as they are written.
    package let documents: [YAMLDocument]
    /// Variables at the top of the file.
    package let globalVariables: [LintedVariable]

    /// In which pipelines the jobs are.
    package private(set) lazy var outlook = PipelineOutlook(self)
    /// What holds for pushes to ordinary branches.
    let ordinaryBranch = OrdinaryBranch()

    private var scripts: [ScriptKey: ScriptItem] = [:]
    private var dockerfiles: [String: DockerfileText?] = [:]
    private var imageNames: [ImageKey: ImageName] = [:]
    private lazy var jobsByName = Dictionary(jobs.map { ($0.name, $0) }) { first, _ in first }

    private struct ScriptKey: Hashable {
        let span: SourceSpan
        let text: String
        let phase: ScriptPhase

        /// The place tells nearly all apart.
        func hash(into hasher: inout Hasher) { hasher.combine(span) }
    }

    private struct ImageKey: Hashable {
        let written: String
        let expanded: String?
    }

    /// - Parameters:
    ///   - report: of a pipeline that GitLab accepts; nil is returned for any other.
    ///   - file: the root of the configuration.
    package init?(_ report: PipelineReport, of file: SourceFile, in project: any ProjectFiles, isComponent: Bool) {
        guard let root = report.configuration, let pipeline = report.pipeline else { return nil }
        self.root = root
        self.pipeline = pipeline
        self.file = file
        self.project = project
        self.isComponent = isComponent
        isComplete = report.isComplete
        documents = report.documents
        duplicateKeys = report.documents.flatMap(\.duplicateKeys)
        globalVariables = LintedVariable.all(in: root["variables"], origin: .pipeline)
        var seen: Set<String> = []
        for job in pipeline.jobs where seen.insert(job.configName).inserted {
            jobs.append(LintedJob(job, in: self, isUncertain: report.uncertain.contains(job.configName)))
        }
    }

    /// The visible job of a name, without the parts of parallel jobs.
    package func job(named name: String) -> LintedJob? { jobsByName[name] }

    /// One item of a script, read once for all jobs that share it.
    func script(_ value: ConfigValue, _ text: String, _ phase: ScriptPhase) -> ScriptItem {
        let key = ScriptKey(span: value.span, text: text, phase: phase)
        if let known = scripts[key] { return known }
        let made = ScriptItem(text, at: value.span, phase)
        scripts[key] = made
        return made
    }

    /// What the name of an image says, worked out once for all jobs for which its variables have the same values.
    func imageName(_ written: String, expanded: String?) -> ImageName {
        let key = ImageKey(written: written, expanded: expanded)
        if let known = imageNames[key] { return known }
        let made = ImageName(written, expanded: expanded)
        imageNames[key] = made
        return made
    }

    /// A Dockerfile of the project, read once; nil when there is none.
    package func dockerfile(at path: String) -> DockerfileText? {
        if let known = dockerfiles[path] { return known }
        let made = project.contents(of: path).map { bytes in
            DockerfileText(SourceFile(name: project.shownName(of: path), path: path, bytes: bytes))
        }
        dockerfiles[path] = .some(made)
        return made
    }
}
