/// What BuildKit's client makes of the variable `DOCKER_AUTH_CONFIG`, which GitLab users set for the runner.
///
/// The client reads it before `config.json` and takes only `{"auths":{"host":{"auth":"…"}}}`: with any other key it ignores
/// the whole variable and goes on with a line on standard error (`cli/config/configfile` of docker/cli).
package struct AuthConfigVariable: Equatable, Sendable {
    /// Why the client drops the variable; nothing where it takes it.
    package let defect: String?
    /// What the variable means, also where the client would drop it; nothing where it is unreadable.
    package let file: CredentialsFile?
    /// A value that the client takes, with the keys that it looks for; nothing where there is no entry to keep.
    package let mended: String?
    /// Whether the value has to be replaced: it has a defect, or a key that is never looked for.
    package let needsMending: Bool

    package init(_ text: String) {
        do {
            let value = try JSONValue(parsing: text)
            let file = try CredentialsFile(parsing: text)
            self.file = file
            defect = Self.defect(of: value)
        } catch let error as JSONError {
            let isPath = text.hasPrefix("/") && !text.contains("\n")
            defect =
                isPath
                ? "it holds a path, as a variable of type file does; make it one of type variable"
                : "it is no JSON: \(error)"
            file = nil
        } catch {
            defect = "it \(error)"
            file = CredentialsFile.salvaging(text)
        }
        let auths = file.map(Self.entries) ?? [:]
        mended = auths.isEmpty ? nil : JSONValue.object(["auths": .object(auths)]).compactText
        needsMending = defect != nil || Set(auths.keys) != Set(file?.keys ?? [])
    }

    /// The entries that hold a user and a password, under the keys that are looked for.
    private static func entries(of file: CredentialsFile) -> JSONObject {
        var auths = JSONObject()
        for key in file.keys {
            guard let credential = file.credential(at: key) else { continue }
            let right = RegistryHost(key).key
            if auths[right] == nil || key == right { auths[right] = .object(["auth": .string(credential.auth)]) }
        }
        return auths
    }

    private static func defect(of value: JSONValue) -> String? {
        for member in value.object?.members ?? [] where member.key != "auths" {
            return "it has the key \"\(member.key)\" beside \"auths\""
        }
        for member in value["auths"]?.object?.members ?? [] {
            for field in member.value.object?.members ?? [] where field.key != "auth" {
                return "its entry \"\(member.key)\" has the key \"\(field.key)\" beside \"auth\""
            }
            if member.value["auth"]?.string?.isEmpty ?? true { return "its entry \"\(member.key)\" has no \"auth\"" }
        }
        return nil
    }
}
