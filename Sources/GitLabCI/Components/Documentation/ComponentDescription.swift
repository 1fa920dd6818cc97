import Diagnostics

/// What the header of a component tells its users.
package struct ComponentDescription: Sendable {
    package struct Input: Hashable, Sendable {
        package let name: String
        package let type: String
        package let description: String
        /// The value that counts when none is given, as YAML has it; nil where one has to be given.
        package let fallback: String?
        /// The values that are allowed; empty where any is.
        package let options: [String]
        /// The regular expression that the value has to match.
        package let pattern: String?
    }

    package let name: String
    package let inputs: [Input]
    /// What the component takes from its own address, such as `version`.
    package let context: [String]

    /// - Throws: when the file cannot be loaded, or its header is wrong.
    package init(_ component: ComponentProject.Component, in files: any ProjectFiles) throws(LoadingError) {
        let text = try ComponentText(component, in: files)
        let problems = HeaderValidator.problems(
            of: ConfigMapping([
                .init(
                    key: .string("spec"), keySpan: .start(of: text.file),
                    value: ConfigValue(.mapping(text.spec), at: .start(of: text.file)))
            ]))
        if let error = LoadingError("header", problems) { throw error }
        name = component.name
        context = (text.spec["component"]?.sequence ?? []).compactMap(\.string)
        inputs = (text.spec["inputs"]?.mapping?.entries ?? []).compactMap { entry in
            InputDefinition(entry).map(Input.init)
        }
    }
}

extension ComponentDescription.Input {
    fileprivate init(_ definition: InputDefinition) {
        name = definition.name
        type = definition.kind.rawValue
        description = definition.description
        options = (definition.options ?? []).map(RubyText.string)
        pattern = definition.regex?.string
        guard !definition.isRequired else {
            fallback = nil
            return
        }
        fallback = definition.defaultValue.map(JSONText.flow) ?? "depends on other inputs"
    }
}

extension JSONText {
    /// A value as a reader of a table expects it: text without quotes unless it is empty, the rest as JSON.
    fileprivate static func flow(_ value: ConfigValue) -> String {
        value.string.map { $0.isEmpty ? "\"\"" : $0 } ?? write(value)
    }
}
