import Diagnostics

/// Keywords at the top of a component reach into jobs of the pipeline that the component knows nothing of.
///
/// https://docs.gitlab.com/ci/components/#avoid-using-global-keywords
enum GlobalKeywordAdvice {
    static func findings(_ text: ComponentText) -> [Diagnostic] {
        text.content.entries.filter { entry in
            entry.name != "include" && ComponentCheck.globalKeywords.contains(entry.name)
        }.map { entry in
            Diagnostic(
                id: "component-global-keyword", severity: .warning,
                message:
                    "\"\(entry.name)\" at the top changes every job of the pipeline that includes this component; "
                    + remedy(entry.name),
                at: entry.keySpan, docs: "https://docs.gitlab.com/ci/components/#avoid-using-global-keywords")
        }
    }

    private static func remedy(_ keyword: String) -> String {
        switch keyword {
        case "stages": "take the stage of a job from an input"
        case "workflow": "leave it to the pipeline"
        case "variables": "use inputs, or \"variables\" of the jobs"
        default: "write it in the jobs"
        }
    }
}
