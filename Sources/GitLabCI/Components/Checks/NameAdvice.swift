import Diagnostics

/// A job whose name is fixed is merged with a job of the pipeline that has the same name, and a component can then be
/// included only once.
enum NameAdvice {
    static func findings(_ text: ComponentText) -> [Diagnostic] {
        text.jobs.filter { $0.value.isMapping && InterpolationBlock.all(in: $0.name).isEmpty }.map { job in
            Diagnostic(
                id: "component-job-name", severity: .warning,
                message:
                    "the job's name \"\(job.name)\" is fixed, so that a job of the pipeline with the same name is merged"
                    + " into it; take it from an input, as in \"$[[ inputs.job-name ]]\"",
                at: job.keySpan, docs: "https://docs.gitlab.com/ci/components/#write-a-component")
        }
    }
}
