/// Docker's `config.json`, as far as it concerns registries. All that is not understood is kept as it is.
package struct CredentialsFile: Equatable, Sendable {
    /// Why a file cannot be used. The client would print a warning and go on with some of its entries or none, and the
    /// registry would answer 401.
    package struct Malformed: Error, Equatable, Sendable, CustomStringConvertible {
        package let description: String
    }

    private var root: JSONObject

    package init() { root = [:] }

    /// - Throws: `Malformed` for a text that the client would not load.
    package init(parsing text: String) throws(Malformed) {
        guard !text.allSatisfy(\.isWhitespace) else {
            root = [:]
            return
        }
        let value: JSONValue
        do { value = try JSONValue(parsing: text) } catch { throw Malformed(description: "is no JSON: \(error)") }
        guard let root = value.object else { throw Malformed(description: "is \(value.kind); it must be an object") }
        self.root = root
        for key in ["auths", "credHelpers"] {
            guard let value = root[key], value != .null else { continue }
            guard value.object != nil else {
                throw Malformed(description: "has \(value.kind) for \(key); it must be an object")
            }
        }
        for member in root["auths"]?.object?.members ?? [] {
            guard let entry = member.value.object else {
                throw Malformed(description: "has \(member.value.kind) for \"\(member.key)\"; write {\"auth\": \"…\"}")
            }
            guard let auth = entry["auth"]?.string, !auth.isEmpty else { continue }
            do { _ = try RegistryCredential(auth: auth) } catch {
                throw Malformed(description: "has an unusable entry \"\(member.key)\": \(error.description)")
            }
        }
    }

    /// The file's content, with a final line end.
    package var text: String { JSONValue.object(root).prettyText + "\n" }

    /// The keys of the entries as they stand.
    package var keys: [String] { root["auths"]?.object?.keys ?? [] }

    package var isEmpty: Bool { root.isEmpty }

    /// `proxies.default`.
    var defaultProxies: JSONObject? { root["proxies"]?["default"]?.object }

    /// `credsStore`: the helper for all registries without one of their own.
    package var defaultHelper: String? { root["credsStore"]?.string.flatMap { $0.isEmpty ? nil : $0 } }

    /// The helper that the client asks for a registry: its `credHelpers` entry, else `credsStore`. An empty entry says
    /// that none is asked.
    package func helper(for host: RegistryHost) -> String? {
        if let helper = root["credHelpers"]?[host.key]?.string { return helper.isEmpty ? nil : helper }
        return defaultHelper
    }

    /// The key whose entry the client uses for a registry: the registry's own, else one that is it but for scheme and
    /// path. Docker Hub has its own key only.
    package func key(for host: RegistryHost) -> String? {
        if keys.contains(host.key) { return host.key }
        return keys.first { RegistryHost.hostname(of: $0) == host.key }
    }

    /// The user and password under a key; nothing where it holds a token, or nothing at all.
    package func credential(at key: String) -> RegistryCredential? {
        guard let entry = root["auths"]?[key] else { return nil }
        if let auth = entry["auth"]?.string, !auth.isEmpty { return try? RegistryCredential(auth: auth) }
        return try? RegistryCredential(
            username: entry["username"]?.string ?? "", password: entry["password"]?.string ?? "")
    }

    /// Whether the entry under a key gives the client something to show: a password or a token.
    package func isUsable(_ key: String) -> Bool {
        let entry = root["auths"]?[key]
        return credential(at: key) != nil
            || ["identitytoken", "registrytoken"].contains { entry?[$0]?.string?.isEmpty == false }
    }

    /// Puts an entry under the key that the client looks for.
    ///
    /// - Parameter overridingHelper: whether a helper that would be asked instead is switched off for this registry.
    package mutating func set(_ credential: RegistryCredential, for host: RegistryHost, overridingHelper: Bool = false)
    {
        setEntry(.object(["auth": .string(credential.auth)]), at: host.key)
        if overridingHelper, helper(for: host) != nil {
            var helpers = root["credHelpers"]?.object ?? [:]
            helpers[host.key] = .string("")
            root["credHelpers"] = .object(helpers)
        }
    }

    /// Renames the keys of Docker Hub that the client never looks for, such as `docker.io`.
    ///
    /// - Returns: the keys that were renamed, or dropped since the right one was there.
    package mutating func mendDockerHubKeys() -> [String] {
        let hub = RegistryHost("docker.io")
        let wrong = keys.filter { $0 != hub.key && RegistryHost($0) == hub }
        for key in wrong {
            if !keys.contains(hub.key), let entry = root["auths"]?[key] { setEntry(entry, at: hub.key) }
            setEntry(nil, at: key)
        }
        return wrong
    }

    /// Adds the entries and helpers of another file that this one does not have.
    package mutating func merge(_ other: CredentialsFile) {
        for member in other.root["auths"]?.object?.members ?? [] where !keys.contains(member.key) {
            setEntry(member.value, at: member.key)
        }
        guard let more = other.root["credHelpers"]?.object else { return }
        var helpers = root["credHelpers"]?.object ?? [:]
        for member in more.members where helpers[member.key] == nil { helpers[member.key] = member.value }
        root["credHelpers"] = .object(helpers)
    }

    /// The same content without the entries that cannot be read; nothing where that does not make it readable.
    static func salvaging(_ text: String) -> CredentialsFile? {
        guard var root = (try? JSONValue(parsing: text))?.object, var auths = root["auths"]?.object else { return nil }
        for member in auths.members {
            let auth = member.value["auth"]?.string ?? ""
            let isReadable = auth.isEmpty || (try? RegistryCredential(auth: auth)) != nil
            if member.value.object == nil || !isReadable { auths[member.key] = nil }
        }
        root["auths"] = .object(auths)
        return try? CredentialsFile(parsing: JSONValue.object(root).compactText)
    }

    private mutating func setEntry(_ entry: JSONValue?, at key: String) {
        var auths = root["auths"]?.object ?? [:]
        auths[key] = entry
        root["auths"] = .object(auths)
    }
}
