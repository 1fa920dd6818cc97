extension GitLabServer {
    /// A file that is included by its address. GitLab gets it without any token, and so do we.
    ///
    /// https://docs.gitlab.com/ci/yaml/#includeremote
    ///
    /// - Parameter integrity: `sha256-` and the hash in base64. A file that is known to have it is never asked for again.
    package func remoteFile(_ text: String, integrity: String? = nil) throws(ServerFailure) -> [UInt8] {
        guard let address = WebAddress(text) else {
            throw ServerFailure(.request, "a remote include needs an http or https address without spaces")
        }
        var expected: Integrity?
        if let integrity {
            guard let parsed = Integrity(integrity) else {
                throw ServerFailure(
                    .request, "integrity \"\(integrity)\" is not sha256- and a SHA-256 hash in base64")
            }
            expected = parsed
        }
        return try getForeign(address, isPermanent: expected != nil) { content throws(ServerFailure) in
            guard let expected, !expected.matches(content) else { return }
            throw ServerFailure(
                .integrity,
                "the content of \(address.shown) has the hash \(Integrity.text(of: content)) and not "
                    + "sha256-\(expected.expected); look at what changed before you take the new hash")
        }
    }
}
