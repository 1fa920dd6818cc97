/// A version by Semantic Versioning 2.0.0 (<https://semver.org/>), read as npm reads it: a leading `v` is allowed.
package struct SemanticVersion: Equatable, Sendable {
    /// As it was given.
    package let raw: String
    package let major: String
    package let minor: String
    package let patch: String
    /// Without the hyphen; nothing for a release.
    package let prerelease: String?

    /// Without a leading `v` and without build metadata.
    package var version: String { "\(major).\(minor).\(patch)" + (prerelease.map { "-\($0)" } ?? "") }

    /// Nothing where the text is no such version.
    package init?(_ text: String) {
        raw = text
        guard text.utf8.count <= 256 else { return nil }
        var rest = text.hasPrefix("v") ? text.dropFirst() : text[...]
        if let plus = rest.firstIndex(of: "+") {
            guard Self.areIdentifiers(rest[rest.index(after: plus)...], numbersAreStrict: false) else { return nil }
            rest = rest[..<plus]
        }
        if let hyphen = rest.firstIndex(of: "-") {
            let identifiers = rest[rest.index(after: hyphen)...]
            guard Self.areIdentifiers(identifiers, numbersAreStrict: true) else { return nil }
            prerelease = String(identifiers)
            rest = rest[..<hyphen]
        } else {
            prerelease = nil
        }
        let numbers = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy(Self.isNumber) else { return nil }
        (major, minor, patch) = (String(numbers[0]), String(numbers[1]), String(numbers[2]))
    }

    /// Digits without a leading zero, within what JavaScript counts exactly.
    private static func isNumber(_ text: Substring) -> Bool {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(text) else { return false }
        return number <= 9_007_199_254_740_991 && (text == "0" || !text.hasPrefix("0"))
    }

    private static func areIdentifiers(_ text: Substring, numbersAreStrict: Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            let isNumeric = part.utf8.allSatisfy { (48...57).contains($0) }
            return !part.isEmpty && part.utf8.allSatisfy(TagGrammar.isAlphanumericOrHyphen)
                && (!numbersAreStrict || !isNumeric || part == "0" || !part.hasPrefix("0"))
        }
    }
}
