import FoundationEssentials

/// A GitLab server, as far as pipelines need it.
///
/// Answers are taken from the cache while they are fresh. Offline, only the cache is asked, and age does not matter.
package final class GitLabServer: Sendable {
    package let address: WebAddress
    private let token: AccessToken?
    private let client: HTTPClient
    private let cache: DiskCache?
    private let isOffline: Bool

    /// No file of a pipeline is larger: GitLab takes 2 MiB of YAML.
    static let fileLimit = 4 << 20
    /// Lists, and merged configurations.
    static let answerLimit = 32 << 20

    /// - Parameters:
    ///   - address: where GitLab is served, such as `https://gitlab.example.com` (`CI_SERVER_URL`).
    ///   - cache: nil keeps nothing.
    ///   - isOffline: forbids all use of the network.
    package init(
        address: WebAddress, token: AccessToken?, client: HTTPClient, cache: DiskCache?, isOffline: Bool = false
    ) {
        self.address = address
        self.token = token
        self.client = client
        self.cache = cache
        self.isOffline = isOffline
    }

    /// What kind of token is sent; nil when none is.
    package var tokenKind: AccessToken.Kind? { token?.kind }

    /// The address of a resource of the REST API.
    func resource(_ path: String, query: [(String, String)] = []) -> WebAddress {
        address.appending("/api/v4" + path, query: query)
    }

    /// Asks the API, or the cache.
    ///
    /// - Parameter isPermanent: whether the answer stays the same for ever.
    func get(_ kind: String, _ resource: WebAddress, isPermanent: Bool = false, sizeLimit: Int = answerLimit)
        throws(ServerFailure) -> [UInt8]
    {
        let request = HTTPRequest(
            address: resource, token: token, authorities: client.serverAuthorities, sizeLimit: sizeLimit)
        return try cached(kind, resource, isPermanent: isPermanent) { () throws(ServerFailure) in
            let response = try send(request)
            guard response.isSuccess else {
                throw StatusFailure(request: request, response: response, server: address).failure
            }
            return response.body
        }
    }

    /// Gets a file from anywhere; no token goes along. Only an answer that passes `check` is kept.
    func getForeign(
        _ foreign: WebAddress, isPermanent: Bool, check: ([UInt8]) throws(ServerFailure) -> Void
    ) throws(ServerFailure) -> [UInt8] {
        let request = HTTPRequest(address: foreign, sizeLimit: Self.fileLimit)
        let content = try cached("remote", foreign, isPermanent: isPermanent) { () throws(ServerFailure) in
            let response = try send(request)
            guard response.isSuccess else {
                throw ServerFailure(.status(response.status), "\(foreign.shown) answers \(response.status)")
            }
            try check(response.body)
            return response.body
        }
        // What the cache has may have been stored without a hash to check.
        try check(content)
        return content
    }

    /// Sends JSON to the API; such answers are not kept.
    func post(_ resource: WebAddress, json: [UInt8]) throws(ServerFailure) -> [UInt8] {
        guard !isOffline else {
            throw ServerFailure(.offline, "\(resource.shown) is not asked with --offline; leave that option out")
        }
        let request = HTTPRequest(
            address: resource, json: json, token: token, authorities: client.serverAuthorities,
            sizeLimit: Self.answerLimit)
        let response = try send(request)
        guard response.isSuccess else {
            throw StatusFailure(request: request, response: response, server: address).failure
        }
        return response.body
    }

    func decode<Answer: Decodable>(_ type: Answer.Type, _ body: [UInt8]) throws(ServerFailure) -> Answer {
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            throw ServerFailure(
                .answer, "\(address.shown) answers with other JSON than GitLab's API; check the address of the server")
        }
    }

    private func cached(
        _ kind: String, _ address: WebAddress, isPermanent: Bool, fetch: () throws(ServerFailure) -> [UInt8]
    ) throws(ServerFailure) -> [UInt8] {
        let key = CacheKey(kind: kind, address: address)
        if let content = cache?.content(for: key, acceptsOld: isOffline) { return content }
        guard !isOffline else {
            throw ServerFailure(
                .offline, "\(address.shown) is not in the cache; run once without --offline to put it there")
        }
        let content = try fetch()
        cache?.store(content, for: key, isPermanent: isPermanent)
        return content
    }

    private func send(_ request: HTTPRequest) throws(ServerFailure) -> HTTPResponse {
        do throws(HTTPFailure) { return try client.send(request) } catch { throw ServerFailure(error) }
    }
}
