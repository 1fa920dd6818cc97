import Testing

/// A row of the table that says what `image` makes of the command line of `docker buildx build`: it is done with a real
/// daemon, and the result is held against what Docker documents.
struct OptionRow: Sendable, CustomTestStringConvertible {
    let title: String
    /// The options that the row proves, by their long names, and the build arguments that mean something to buildx.
    let subjects: [String]
    /// What this machine lacks for it.
    let obstacle: String?
    let prove: @Sendable (ImageBench) throws -> Void

    init(
        _ title: String, _ subjects: [String], unless obstacle: String? = nil,
        prove: @escaping @Sendable (ImageBench) throws -> Void
    ) {
        self.title = title
        self.subjects = subjects
        self.obstacle = obstacle
        self.prove = prove
    }

    var testDescription: String { title }

    static let all =
        naming + platforms + attestations + sources + steps + limits + networks + caches + outputs + calls
        + withoutEffect

    /// Why a row that needs these programs cannot be proven.
    static func missing(_ programs: String...) -> String? {
        let missing = programs.filter { Tools.find($0) == nil }
        return missing.isEmpty ? nil : "not on PATH: \(missing.joined(separator: ", "))"
    }
}
