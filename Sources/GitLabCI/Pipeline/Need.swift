package import Diagnostics

/// One member of `needs` that names a job of the same pipeline.
package struct Need: Sendable {
    package var name: String
    package let isOptional: Bool
    package let fetchesArtifacts: Bool
    /// `parallel` of the need, which picks jobs of a matrix.
    var parallel: ConfigValue?
    package let span: SourceSpan

    /// The needs of the same pipeline in a valid value of `needs`.
    static func all(in value: ConfigValue?) -> [Need] {
        guard let value, !value.isNull else { return [] }
        return value.flattened.compactMap { member in
            guard NeedKind.of(member) == .job else { return nil }
            if let name = member.string {
                return Need(name: name, isOptional: false, fetchesArtifacts: true, parallel: nil, span: member.span)
            }
            guard let job = member["job"], let name = job.string else { return nil }
            return Need(
                name: name, isOptional: member["optional"]?.bool ?? false,
                fetchesArtifacts: member["artifacts"]?.bool ?? true,
                parallel: member["parallel"].flatMap { $0.isNull ? nil : $0 }, span: job.span)
        }
    }
}
