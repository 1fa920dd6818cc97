package import Diagnostics

/// One job of a pipeline, after `parallel` has been expanded. A class, since jobs are handed on far more often than made.
package final class PipelineJob: Sendable {
    /// The name, with the part of a parallel job in it.
    package let name: String
    /// The name under which the job is written.
    package let configName: String
    package let kind: JobKind
    package let nameSpan: SourceSpan
    /// The job as it is written, merged but without defaults; see `effective`.
    package let config: ConfigMapping
    package let stage: String
    /// Needs of the same pipeline, with parallel jobs expanded; nil where the keyword is absent.
    package let needs: [Need]?
    /// The needs of each rule that has some, as they are written.
    let rulesNeeds: [[Need]]
    /// The names in `dependencies`, with parallel jobs expanded; nil where the keyword is absent.
    package let dependencies: [(name: String, span: SourceSpan)]?
    /// Which part of a parallel job it is, and with which variables.
    package let instance: ParallelJobs.Instance?

    init(
        name: String, configName: String, kind: JobKind, nameSpan: SourceSpan, config: ConfigMapping, stage: String,
        needs: [Need]?, rulesNeeds: [[Need]], dependencies: [(name: String, span: SourceSpan)]?,
        instance: ParallelJobs.Instance?
    ) {
        self.name = name
        self.configName = configName
        self.kind = kind
        self.nameSpan = nameSpan
        self.config = config
        self.stage = stage
        self.needs = needs
        self.rulesNeeds = rulesNeeds
        self.dependencies = dependencies
        self.instance = instance
    }

    /// The place of a key, or of the name of the job.
    func span(of key: String) -> SourceSpan { config[key]?.span ?? nameSpan }
}
