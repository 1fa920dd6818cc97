import Diagnostics

/// Only `.pre` and `.post` exist in every pipeline.
enum StageAdvice {
    static func findings(_ text: ComponentText) -> [Diagnostic] { text.jobs.compactMap(finding) }

    private static func finding(_ job: ConfigMapping.Entry) -> Diagnostic? {
        guard let keys = job.value.mapping else { return nil }
        guard let stage = keys["stage"], !stage.isNull else {
            // What a job extends may have the stage.
            guard !keys.contains("extends") else { return nil }
            return made(
                "the job has no \"stage\" and so needs the pipeline to have \"test\"", at: job.keySpan)
        }
        guard let name = stage.string, InterpolationBlock.all(in: name).isEmpty,
            name != EdgeStages.first, name != EdgeStages.last
        else { return nil }
        return made(
            "the stage \"\(name)\" is fixed, and a pipeline without it cannot include this component", at: stage.span)
    }

    private static func made(_ message: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            id: "component-stage", severity: .warning,
            message: message + "; take it from an input, as in \"stage: $[[ inputs.stage ]]\"", at: span,
            docs: "https://docs.gitlab.com/ci/components/#write-a-component")
    }
}
