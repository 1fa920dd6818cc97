import YAMLTree

/// A CI/CD component that we ship.
package struct Component: Sendable {
    package let name: String
    /// A comment that stands above the header: what it does and what it needs.
    let summary: String
    package let inputs: [ComponentInput]
    let content: [YAMLValue.Entry]

    /// The path of its file in the project.
    package var path: String { "templates/\(name)/template.yml" }

    /// The text of its file.
    package var text: String {
        let spec = YAMLValue.Entry("spec", .mapping([.init("inputs", .mapping(inputs.map(\.header)))]))
        return YAMLWriter.document(header: summary, [spec]) + "---\n" + YAMLWriter.document(header: nil, content)
    }
}
