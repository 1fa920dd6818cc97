package import Diagnostics
package import YAMLTree

/// What GitLab says of a configuration, and what we can say beyond that.
package struct PipelineReport: Sendable {
    /// GitLab's messages, verbatim, in its order and with its repetitions.
    package var errors: [String] = []
    /// GitLab's warnings, verbatim.
    package var warnings: [String] = []
    /// The names of the jobs after `parallel` has been expanded, without hidden jobs; none when there are errors.
    package var jobs: [String] = []
    /// With `.pre` and `.post`, in order; none when there are errors.
    package var stages: [String] = []
    /// All findings with their places: those behind `errors` and `warnings`, and our own.
    package var diagnostics: [Diagnostic] = []
    /// Included files that could not be had. What they could change is not reported.
    package var missing: [MissingInclude] = []
    /// Everything merged and resolved; nil when loading failed.
    package var configuration: ConfigMapping?
    /// Stages and jobs; nil when there are errors.
    package var pipeline: Pipeline?

    /// Top-level entries that take something over from what is missing: what they hold is not known.
    package var uncertain: Set<String> = []
    /// The documents of all files that were read, as they are written.
    package var documents: [YAMLDocument] = []
    /// Inputs of a component that have only a stand-in for a value.
    package var standIns: Set<String> = []

    package init() {}

    package var isValid: Bool { errors.isEmpty }
    package var isComplete: Bool { missing.isEmpty }
}
