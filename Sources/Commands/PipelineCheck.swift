import Diagnostics
import GitLabCI

/// The one place where the commands meet the loader: what is wrong with a file, and the pipeline that it holds.
struct PipelineCheck {
    /// The pipeline with everything resolved; nil where there is none.
    let configuration: ConfigValue?
    let findings: [Diagnostic]
    /// What could not be looked at, as a sentence for standard error; nil when everything was.
    let incompleteness: String?

    init(_ file: SourceFile) {
        let loading = BasicLoading(file)
        configuration = loading.configuration
        findings = loading.findings
        incompleteness =
            loading.isIncomplete ? "\(file.name): includes are not followed; what they add is not known" : nil
    }
}
