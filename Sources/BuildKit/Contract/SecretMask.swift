/// Hides secrets in text that people will see, such as a printed command line.
package struct SecretMask: Sendable {
    /// What stands in the place of a secret.
    package static let replacement = "[MASKED]"

    private let values: [String]

    /// - Parameter environment: the values of those variables whose name says that they are secret are hidden wherever
    ///   they occur. Values shorter than 8 characters are left, as GitLab leaves them: they would hide ordinary words.
    package init(environment: [String: String]) {
        values = environment.filter { Self.isSecret(name: $0.key) && $0.value.utf8.count >= 8 }.map(\.value)
            .sorted { $0.utf8.count > $1.utf8.count }
    }

    /// Whether a variable or a build argument of this name holds a secret by common usage.
    package static func isSecret(name: String) -> Bool {
        let name = name.lowercased()
        return [
            "password", "passwd", "passphrase", "secret", "token", "credential", "apikey", "api_key", "private_key",
        ]
        .contains { name.contains($0) } || name.hasSuffix("_auth_config")
    }

    /// The argument without what is secret in it: known values, the password of a URL, the value behind a telling name.
    package func masked(_ argument: String) -> String {
        var text = argument
        for value in values { text = text.replacing(value, with: Self.replacement) }
        return Self.maskingValue(Self.maskingUserInfo(text))
    }

    /// `https://user:password@host` → `https://user:[MASKED]@host`.
    private static func maskingUserInfo(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return text }
        let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
            return text
        }
        return text[...colon] + replacement + text[at...]
    }

    /// `build-arg:API_TOKEN=x` → `build-arg:API_TOKEN=[MASKED]`; `id=token,env=TOKEN` names a secret and holds none.
    private static func maskingValue(_ text: String) -> String {
        text.split(separator: ",", omittingEmptySubsequences: false).map { field in
            guard let equals = field.firstIndex(of: "="), isSecret(name: String(field[..<equals])) else {
                return String(field)
            }
            return field[...equals] + replacement
        }.joined(separator: ",")
    }
}
