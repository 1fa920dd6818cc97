/// A file of the repository, as it should be.
struct GeneratedFile {
    /// Relative to the root of the repository.
    let path: String
    let text: String
}

/// One kind of file that this tool writes.
protocol GeneratedOutput: Sendable {
    /// What it is, on one line of the help.
    var summary: String { get }

    /// The files as they should be.
    func files(in checkout: Checkout) throws -> [GeneratedFile]

    /// Files that are there and that nothing makes any more.
    func stale(in checkout: Checkout) throws -> [String]
}

extension GeneratedOutput {
    func stale(in checkout: Checkout) throws -> [String] { [] }
}
