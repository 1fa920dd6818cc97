/// The stages of a pipeline, in order (https://docs.gitlab.com/ci/yaml/#stages).
package struct Stages: Sendable {
    package let names: [String]
    private let indices: [String: Int]

    package static let first = ".pre"
    package static let last = ".post"
    /// Stages that only pipeline execution policies may use.
    static let reserved: Set<String> = [".pipeline-policy-pre", ".pipeline-policy-post"]

    package init(_ names: [String]) {
        self.names = names
        indices = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The stages of a configuration: those that it names, or GitLab's own. An empty list has not even `.pre`.
    package init(_ value: ConfigValue?) {
        guard let members = value?.sequence else {
            self.init([Self.first, "build", "test", "deploy", Self.last])
            return
        }
        guard !members.isEmpty else {
            self.init([])
            return
        }
        // The edges move to their places only from the outermost list.
        let inner = members.filter { $0.string != Self.first && $0.string != Self.last }
        let names = inner.flatMap(\.flattened).compactMap(\.string)
        self.init([Self.first] + names + [Self.last])
    }

    /// Where a stage comes for the first time.
    package func index(of name: String) -> Int? { indices[name] }
}
