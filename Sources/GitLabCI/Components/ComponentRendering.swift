package import Diagnostics

/// A component with its inputs in place.
package struct ComponentRendering {
    /// What the component adds to a pipeline, before its own `include`, `extends` and `!reference` are resolved.
    package let content: ConfigMapping
    /// What GitLab says of it; what depends on the pipeline around it is withheld.
    package let report: PipelineReport

    /// - Parameters:
    ///   - file: the component's file.
    ///   - inputs: names and values, as `include:inputs` gives them.
    /// - Throws: in GitLab's words, for a wrong header and for missing and wrong inputs.
    package init(
        _ file: SourceFile, inputs: ConfigMapping, in environment: LoadingEnvironment
    ) throws(LoadingError) {
        let provided = ConfigValue(.mapping(inputs), at: .start(of: file))
        var expander = IncludeExpander(environment)
        var notes = LoadingNotes()
        let text = try ConfigurationText(file, notes: &notes)
        var scope = OwnComponent.scope(of: file, environment)
        scope.usesStandIns = false
        content = try expander.configuration(of: text, provided: provided, in: scope)
        report = PipelineLoader(environment).loadComponent(file, inputs: provided)
    }

    /// The inputs that a file gives: a map of names and values.
    package static func inputs(from file: SourceFile) throws(LoadingError) -> ConfigMapping {
        var notes = LoadingNotes()
        let document = try LoadedDocument(file, range: 0..<file.bytes.count, notes: &notes)
        return document.isBlank ? ConfigMapping() : try document.mapping()
    }
}
