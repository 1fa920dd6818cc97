/// Tells variables that hold secrets by their names, as BuildKit's own check does
/// (https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/).
enum SecretName {
    private static let words = [
        "apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "passphrase", "secret",
        "secrets", "token", "pat",
    ]
    /// Words that make something public of it, or the name of a file.
    private static let harmless = [
        "public", "pub", "file", "path", "id", "name", "url", "type", "cache", "length",
    ]

    /// Whether a variable of this name holds a secret: one of its words says so, and none says otherwise.
    static func holds(_ name: String) -> Bool {
        let parts = Array(name.lowercased().utf8)
            .split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        func isAny(of words: [String], _ part: ArraySlice<UInt8>) -> Bool {
            words.contains { $0.utf8.count == part.count && $0.utf8.elementsEqual(part) }
        }
        return parts.contains { isAny(of: words, $0) } && !parts.contains { isAny(of: harmless, $0) }
    }
}
