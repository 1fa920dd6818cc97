import Diagnostics
import Generation
import GitLabCI
import Linting

/// The one way from a plan to text that people get.
enum GeneratedPipeline {
    /// - Parameter name: what the file will be called, for findings.
    /// - Throws: when the text does not pass our own check, which is our fault and never the user's.
    static func text(of plan: Plan, name: String) throws(CommandFailure) -> String {
        let text = Generation.Pipeline.text(of: plan)
        try check(text, name: name)
        return text
    }

    /// The same for a file that another pipeline includes. That it has the stages is seen to where it is included.
    static func fragment(of plan: Plan) throws(CommandFailure) -> String {
        _ = try text(of: plan, name: "<generated>")
        return Generation.Pipeline.fragment(of: plan)
    }

    /// Runs GitLab's own checks and our rules. Rules about Dockerfiles are left out, since the files of the project are not
    /// at hand. A warning may be the user's wish, such as a privileged daemon, so that only errors are our fault.
    private static func check(_ text: String, name: String) throws(CommandFailure) {
        let file = SourceFile(name: name, text: text)
        let project = MemoryProject()
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        var selection = RuleSelection()
        selection.categories = Set(RuleCategory.allCases).subtracting([.dockerfile])
        let findings = RuleCheck(selection: selection)
            .findings(on: report, of: file, in: project, isComponent: false)
            .filter { $0.category == nil || $0.severity == .error }
        guard findings.isEmpty else {
            StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(findings))
            throw CommandFailure(
                "the generated pipeline does not pass our own check, so it is not written; please report it")
        }
    }
}
