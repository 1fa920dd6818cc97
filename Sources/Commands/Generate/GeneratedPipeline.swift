import Diagnostics
import Generation
import GitLabCI
import Linting

/// The one way from a plan to text that people get.
enum GeneratedPipeline {
    /// - Parameter name: what the file will be called, for findings.
    /// - Throws: when the text does not pass our own check, which is our fault and never the user's.
    static func text(of plan: Plan, name: String) throws(CommandFailure) -> String {
        Generation.Pipeline.text(of: plan, allowing: try allowances(for: plan, name: name))
    }

    /// The same for a file that another pipeline includes. That it has the stages is seen to where it is included.
    static func fragment(of plan: Plan) throws(CommandFailure) -> String {
        Generation.Pipeline.fragment(of: plan, allowing: try allowances(for: plan, name: "<generated>"))
    }

    /// The rules that object to what the user wants, such as a privileged daemon. Whatever else is found is our fault.
    private static func allowances(for plan: Plan, name: String) throws(CommandFailure) -> Set<String> {
        let accepted = Set(plan.acceptedRules.map(\.rule))
        let found = Set(findings(on: Generation.Pipeline.text(of: plan), name: name).map(\.id))
        let allowed = accepted.intersection(found)
        let left = findings(on: Generation.Pipeline.text(of: plan, allowing: allowed), name: name)
        guard left.isEmpty else {
            StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(left))
            throw CommandFailure(
                "the generated pipeline does not pass our own check, so it is not written; please report it")
        }
        return allowed
    }

    /// What GitLab's own checks and our rules find. Rules about Dockerfiles are left out, since the files of the project are
    /// not at hand.
    private static func findings(on text: String, name: String) -> [Diagnostic] {
        let file = SourceFile(name: name, text: text)
        let project = MemoryProject()
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        var selection = RuleSelection()
        selection.categories = Set(RuleCategory.allCases).subtracting([.dockerfile])
        return RuleCheck(selection: selection).findings(on: report, of: file, in: project, isComponent: false)
    }
}
