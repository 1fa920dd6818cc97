import Diagnostics
import GitLabCI

/// The one place where the commands meet the loader: what is wrong with a file, and the pipeline that it holds.
struct PipelineCheck {
    /// The pipeline with everything resolved; nil where there is none.
    let configuration: ConfigValue?
    let findings: [Diagnostic]

    init(_ file: SourceFile) {
        let loading = BasicLoading(file)
        configuration = loading.configuration
        findings = loading.findings
    }
}
