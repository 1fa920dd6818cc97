import FoundationEssentials
import Testing

/// A manifest, or an index of several (OCI image specification, `manifest.md` and `image-index.md`).
struct StoredManifest: Decodable {
    struct Descriptor: Decodable, Equatable {
        struct Platform: Decodable, Equatable {
            let os: String
            let architecture: String
        }

        let mediaType: String
        let digest: String
        let size: Int
        let platform: Platform?
        let annotations: [String: String]?
    }

    let mediaType: String?
    let config: Descriptor?
    let layers: [Descriptor]?
    let manifests: [Descriptor]?
    let annotations: [String: String]?
}

/// The configuration of an image (`config.md`).
struct StoredConfiguration: Decodable {
    struct Runtime: Decodable {
        let Labels: [String: String]?
        let Env: [String]?
    }

    let os: String
    let architecture: String
    let config: Runtime
}

/// An attestation as a layer of its own manifest (in-toto).
struct StoredStatement: Decodable {
    let predicateType: String
}

extension Registry {
    private struct TagList: Decodable { let tags: [String]? }

    /// The tags of a repository, sorted; none for one that is not there.
    func tags(_ repository: String = "group/app") throws -> [String] {
        guard let body = try body("/v2/\(repository)/tags/list") else { return [] }
        return try decoded(TagList.self, body).tags?.sorted() ?? []
    }

    /// The list of a repository's tags as the user of `Logins` sees it, in the registry's words.
    ///
    /// - Parameter authority: the file of the certificate that has signed the registry's, where that speaks TLS.
    func tags(
        of repository: String, authority: String? = nil, in sandbox: Sandbox
    ) throws -> String {
        let user = EndToEnd.Logins.odd
        let name = JobMachine.otherName
        let place = authority == nil ? "http://\(host)" : "https://\(name):\(port)"
        let run = try sandbox.start(
            [try Tools.require("curl"), "--silent", "--user", "\(user.user):\(user.password)"]
                + (authority.map { ["--cacert", $0, "--resolve", "\(name):\(port):127.0.0.1"] } ?? [])
                + ["\(place)/v2/\(repository)/tags/list"])
        try run.wait()
        return run.output
    }

    /// - Parameter reference: a tag or a digest.
    func stored(_ reference: String, _ repository: String = "group/app") throws -> StoredManifest {
        let body = try #require(
            try body("/v2/\(repository)/manifests/\(reference)"), "\(repository):\(reference) is not there")
        return try decoded(StoredManifest.self, body)
    }

    func blob<Value: Decodable>(
        _ type: Value.Type, _ digest: String, _ repository: String = "group/app"
    ) throws -> Value {
        try decoded(
            type, try #require(try body("/v2/\(repository)/blobs/\(digest)"), "the blob \(digest) is not there"))
    }

    /// The configuration of an image of one platform, after all of it has been fetched by digest.
    func pull(_ reference: String, _ repository: String = "group/app") throws -> StoredConfiguration {
        let manifest = try stored(reference, repository)
        let config = try #require(manifest.config, "\(reference) is no image of one platform")
        for part in [config] + (manifest.layers ?? []) {
            let answer = try #require(try Network.get("/v2/\(repository)/blobs/\(part.digest)", port: port))
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(part.digest): \(answer.prefix(200))")
            #expect(answer.contains("\r\nContent-Length: \(part.size)\r\n"), "\(part.digest)")
            #expect(answer.contains("\r\nDocker-Content-Digest: \(part.digest)\r\n"), "\(part.digest)")
        }
        return try blob(StoredConfiguration.self, config.digest, repository)
    }

    /// The body of a good answer; nil for any other.
    private func body(_ path: String) throws -> String? {
        let types = [
            "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json", "*/*",
        ]
        guard let answer = try Network.get(path, port: port, accept: types.joined(separator: ", ")),
            answer.hasPrefix("HTTP/1.1 200"), let end = answer.firstRange(of: "\r\n\r\n")
        else { return nil }
        return String(answer[end.upperBound...])
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
