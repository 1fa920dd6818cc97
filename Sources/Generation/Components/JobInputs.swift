import BuildRequests
import YAMLTree

/// The inputs that every component has, since none may fix a job's name, its stage, or when and where it runs.
enum JobInputs {
    static func name(otherwise fallback: String) -> ComponentInput {
        ComponentInput("job-name", fallback: .scalar(fallback), "The name of the job.")
    }

    static func stage(otherwise fallback: String) -> ComponentInput {
        ComponentInput("stage", fallback: .scalar(fallback), "The stage of the job.")
    }

    static func rules(otherwise fallback: YAMLValue?) -> ComponentInput {
        ComponentInput(
            "rules", .array, fallback: fallback, "The rules of the job: the pipelines that have it.")
    }

    /// GitLab's own, unless the project has another.
    static let standardTimeout = "1h"
    static let timeout = ComponentInput(
        "timeout", fallback: nil,
        "How long the job may take, such as 90m, whatever the project's setting; GitLab ends one that takes longer.")

    /// To refer to the inputs, whatever their defaults.
    static let name = name(otherwise: "")
    static let stage = stage(otherwise: "")
    static let rules = rules(otherwise: nil)
    static let runnerTags = ComponentInput(
        "runner-tags", .array, fallback: .sequence([]), "The tags of the runner that takes the job.")
}
