package import Diagnostics

/// Loads a configuration in GitLab's order, stopping where GitLab stops: documents, header and inputs, `include`,
/// `extends`, `!reference`, the stages `.pre` and `.post`.
package struct ConfigurationLoader {
    private let environment: LoadingEnvironment

    package init(_ environment: LoadingEnvironment) { self.environment = environment }

    /// - Parameters:
    ///   - file: the root of the configuration, such as `.gitlab-ci.yml`.
    ///   - isComponent: whether it is a file that others include: what it inherits may be elsewhere, and inputs without
    ///     default get stand-ins.
    ///   - inputs: the value of `include:inputs` for a component; nil for stand-ins.
    package func load(
        _ file: SourceFile, asComponent isComponent: Bool = false, inputs: ConfigValue? = nil
    ) -> LoadedConfiguration {
        var expander = IncludeExpander(environment)
        var notes = LoadingNotes()
        var uncertain: Set<String> = []
        var standIns: Set<String> = []
        var root: ConfigMapping?
        var failure: LoadingError?
        do throws(LoadingError) {
            root = try load(file, isComponent, inputs, &expander, &notes, &uncertain, &standIns)
        } catch {
            failure = error
        }
        return LoadedConfiguration(
            root: root, failure: failure, missing: expander.missing, uncertain: uncertain, standIns: standIns,
            notes: notes.diagnostics + expander.notes.diagnostics,
            documents: notes.documents + expander.notes.documents, file: file)
    }

    private func load(
        _ file: SourceFile, _ isComponent: Bool, _ inputs: ConfigValue?, _ expander: inout IncludeExpander,
        _ notes: inout LoadingNotes, _ uncertain: inout Set<String>, _ standIns: inout Set<String>
    ) throws(LoadingError) -> ConfigMapping {
        guard !file.text.isBlank else {
            throw LoadingError("empty", "Please provide content of .gitlab-ci.yml", at: .start(of: file))
        }
        let scope = IncludeScope(files: environment.files)
        let text = try ConfigurationText(file, notes: &notes)
        var outermost = scope
        if isComponent {
            outermost = OwnComponent.scope(of: file, environment)
            outermost.usesStandIns = inputs == nil
            standIns = inputs == nil ? text.requiredInputs : []
        }
        var root = try expander.configuration(of: text, provided: inputs, in: outermost)
        root = try expander.expand(root, in: scope)
        let isIncomplete = isComponent || !expander.missing.isEmpty
        var extends = ExtendsResolver(root, isIncomplete: isIncomplete)
        root = try extends.resolve()
        var references = ReferenceResolver(root, isIncomplete: isIncomplete)
        root = try references.resolve()
        uncertain = extends.unresolved.union(references.unresolved)
        return EdgeStages.inject(into: root)
    }
}
