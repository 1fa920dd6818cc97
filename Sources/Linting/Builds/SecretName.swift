/// Tells variables that hold secrets by their names, as BuildKit's own check does
/// (https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/).
enum SecretName {
    private static let words: Set<String> = [
        "apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "passphrase", "secret",
        "secrets", "token", "pat",
    ]
    /// Words that make something public of it, or the name of a file.
    private static let harmless: Set<String> = [
        "public", "pub", "file", "path", "id", "name", "url", "type", "cache", "length",
    ]

    /// Whether a variable of this name holds a secret: one of its words says so, and none says otherwise.
    static func holds(_ name: String) -> Bool {
        let parts = name.lowercased().utf8
            .split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
            .map { String(Substring($0)) }
        return parts.contains(where: words.contains) && !parts.contains(where: harmless.contains)
    }
}
