/// Hides secrets in text that people will see, such as a printed command line or a step's output.
package struct SecretMask: Sendable {
    /// What stands in the place of a secret.
    package static let replacement = "[MASKED]"

    /// The longest first.
    private let values: [[UInt8]]
    /// Whether a value begins with this byte.
    private let begins: [Bool]

    /// - Parameters:
    ///   - environment: the values of those variables whose name says that they are secret are hidden wherever they occur.
    ///     Values shorter than 8 characters are left, as GitLab leaves them: they would hide ordinary words.
    ///   - secrets: more values to hide, whatever they are called. Of a value of several lines each line is hidden.
    package init(environment: [String: String], secrets: [String] = []) {
        let all = environment.filter { Self.isSecret(name: $0.key) }.map(\.value) + secrets
        let lines = all.flatMap { $0.split { $0.isNewline }.map(String.init) + [$0] }
        values = Set(lines).map { Array($0.utf8) }.filter { $0.count >= 8 }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1) }
        var begins = Array(repeating: false, count: 256)
        for value in values { begins[Int(value[0])] = true }
        self.begins = begins
    }

    /// Whether a variable or a build argument of this name holds a secret by common usage.
    package static func isSecret(name: String) -> Bool {
        var name = name.lowercased()
        return name.hasSuffix("_auth_config")
            || name.withUTF8 { bytes in tellingWords.contains { ByteSearch.isFound($0, in: bytes) } }
    }

    private static let tellingWords = [
        "password", "passwd", "passphrase", "secret", "token", "credential", "apikey", "api_key", "private_key",
    ]

    /// Whether a text holds a known value or the password of a URL. What its words name does not count.
    package func hidesPart(of text: String) -> Bool { hidingValues(in: text) != text }

    /// The argument without what is secret in it: known values, the password of a URL, the value behind a telling name.
    package func masked(_ argument: String) -> String { Self.maskingValue(hidingValues(in: argument)) }

    /// The text without known values and the passwords of URLs.
    ///
    /// - Parameter isCut: the text is the beginning of a longer one: what may be the beginning of a value at its end is
    ///   hidden too.
    package func hidingValues(in text: String, isCut: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var hidden: [Range<Int>] = []
        for place in bytes.indices where begins[Int(bytes[place])] {
            for value in values where Self.occurs(value, in: bytes, at: place, isCut: isCut) {
                hidden.append(place..<min(place + value.count, bytes.count))
                break
            }
        }
        hidden = Self.joined(hidden + Self.passwords(in: bytes))
        guard !hidden.isEmpty else { return text }
        var result: [UInt8] = []
        var end = 0
        for range in hidden {
            result += bytes[end..<range.lowerBound]
            result += Self.replacement.utf8
            end = range.upperBound
        }
        return String(decoding: result + bytes[end...], as: UTF8.self)
    }

    private static func occurs(_ value: [UInt8], in bytes: [UInt8], at place: Int, isCut: Bool) -> Bool {
        let there = bytes[place...].prefix(value.count)
        return there.count == value.count ? there.elementsEqual(value) : isCut && value.starts(with: there)
    }

    /// Where a text has passwords in URLs: `https://user:password@host`.
    private static func passwords(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for place in bytes.indices where bytes[place] == UInt8(ascii: ":") && bytes[place...].starts(with: "://".utf8) {
            let authority = bytes[(place + 3)...].prefix { $0 > 0x20 && !"/?#\"'".utf8.contains($0) }
            if let at = authority.lastIndex(of: UInt8(ascii: "@")),
                let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
            {
                found.append((colon + 1)..<at)
            }
        }
        return found
    }

    /// In order, with those made one that overlap.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound < last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    /// `build-arg:API_TOKEN=x` → `build-arg:API_TOKEN=[MASKED]`; `id=token,env=TOKEN` names a secret and holds none.
    private static func maskingValue(_ text: String) -> String {
        text.split(separator: ",", omittingEmptySubsequences: false).map { field in
            guard let equals = field.firstIndex(of: "="), isSecret(name: name(endingAt: equals, of: field)) else {
                return String(field)
            }
            return field[...equals] + replacement
        }.joined(separator: ",")
    }

    /// The word before an equals sign: `scope` in `https://registry/token?scope=a`.
    private static func name(endingAt equals: Substring.Index, of field: Substring) -> String {
        let name = field[..<equals].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        return String(name.reversed())
    }
}
