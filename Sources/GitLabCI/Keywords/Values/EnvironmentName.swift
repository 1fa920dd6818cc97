/// The name of an environment: letters, digits and a few signs; slashes only inside.
enum EnvironmentName {
    static func isValid(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        let slash = UInt8(ascii: "/")
        return first != slash && last != slash
            && bytes.allSatisfy { ExpressionLexer.isWord($0) || "/${}. -".utf8.contains($0) }
    }
}
