package import Diagnostics

/// A file that lives outside of the project.
package enum ExternalInclude: Hashable, Sendable {
    /// - Parameter integrity: `sha256-` and the hash in base64, where the file must be checked.
    case remote(address: String, integrity: String?)
    case project(path: String, file: String, ref: String?)
    case template(name: String)
    /// `HOST/PROJECT/NAME@VERSION`
    case component(address: String)

    /// What to call it in a message.
    package var description: String {
        switch self {
        case .remote(let address, _): "remote \"\(address)\""
        case .project(let path, let file, let ref):
            "\"\(file)\" of project \"\(path)\"" + (ref.map { " at \($0)" } ?? "")
        case .template(let name): "template \"\(name)\""
        case .component(let address): "component \"\(address)\""
        }
    }
}

/// What came of the attempt to get a file from outside.
package enum FetchedInclude: Sendable {
    /// - Parameters:
    ///   - files: where the `local` includes of the file are looked up; nil where it belongs to no project.
    ///   - component: what `$[[ component.x ]]` stands for.
    case file(SourceFile, files: (any ProjectFiles)?, component: [String: String])
    /// GitLab would refuse it, with this message.
    case refused(String)
    /// It cannot be told without a server.
    case unavailable(String)
}

/// Gets included files from outside of the project.
package protocol IncludeFetcher: Sendable {
    func fetch(_ include: ExternalInclude) -> FetchedInclude
}

/// Fetches nothing.
package struct OfflineFetcher: IncludeFetcher {
    package init() {}
    package func fetch(_ include: ExternalInclude) -> FetchedInclude { .unavailable("no network is used") }
}

/// Something that is missing from the configuration, so that what it could change cannot be judged.
package struct MissingInclude: Hashable, Sendable {
    /// What is missing, such as `remote "https://example.com/ci.yml"`.
    package let name: String
    package let reason: String
    /// Where it is included.
    package let span: SourceSpan
}
