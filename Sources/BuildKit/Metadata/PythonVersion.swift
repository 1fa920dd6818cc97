/// A version by PEP 440 (<https://peps.python.org/pep-0440/>), read with all the spellings that its appendix B allows.
package struct PythonVersion: Equatable, Sendable {
    package let epoch: String
    /// The numbers of the release, at least one.
    package let release: [String]
    /// `a`, `b` or `rc` with a number.
    package private(set) var pre: String?
    package private(set) var post: String?
    package private(set) var dev: String?
    package private(set) var local: String?

    /// Whether it is a pre-, post- or development release.
    package var isSpecial: Bool { pre != nil || post != nil || dev != nil }

    package var major: String { release[0] }
    package var minor: String { release.count > 1 ? release[1] : "0" }
    package var patch: String { release.count > 2 ? release[2] : "0" }

    /// The normal form.
    package var version: String {
        var text = epoch == "0" ? "" : "\(epoch)!"
        text += release.joined(separator: ".") + (pre ?? "")
        if let post { text += ".post\(post)" }
        if let dev { text += ".dev\(dev)" }
        if let local { text += "+\(local)" }
        return text
    }

    /// Nothing where the text is no such version.
    package init?(_ text: String) {
        var scanner = Scanner(rest: text.lowercased()[...])
        _ = scanner.take("v")
        guard let first = scanner.number() else { return nil }
        let hasEpoch = scanner.take("!")
        guard let start = hasEpoch ? scanner.number() : first else { return nil }
        epoch = hasEpoch ? first : "0"
        var release = [start]
        while let number = scanner.attempt({ $0.take(".") ? $0.number() : nil }) { release.append(number) }
        self.release = release
        pre = scanner.attempt { scanner in
            scanner.separator()
            // Longer names stand before those that they begin with.
            for (name, normal) in [
                ("alpha", "a"), ("beta", "b"), ("preview", "rc"), ("pre", "rc"), ("rc", "rc"), ("a", "a"), ("b", "b"),
                ("c", "rc"),
            ] where scanner.take(name) {
                return normal + scanner.optionalNumber()
            }
            return nil
        }
        post =
            scanner.attempt { $0.take("-") ? $0.number() : nil }
            ?? scanner.attempt { scanner in
                scanner.separator()
                return scanner.take("post") || scanner.take("rev") || scanner.take("r") ? scanner.optionalNumber() : nil
            }
        dev = scanner.attempt { scanner in
            scanner.separator()
            return scanner.take("dev") ? scanner.optionalNumber() : nil
        }
        if scanner.take("+") {
            let parts = scanner.rest.split(omittingEmptySubsequences: false) { "-_.".contains($0) }
            guard
                parts.allSatisfy({ part in
                    !part.isEmpty && part.utf8.allSatisfy { TagGrammar.isAlphanumericOrHyphen($0) }
                })
            else { return nil }
            local = parts.joined(separator: ".")
            scanner.rest = ""
        }
        guard scanner.rest.isEmpty else { return nil }
    }

    private struct Scanner {
        var rest: Substring

        mutating func take(_ text: String) -> Bool {
            guard rest.hasPrefix(text) else { return false }
            rest = rest.dropFirst(text.count)
            return true
        }

        mutating func separator() {
            if let first = rest.first, "-_.".contains(first) { rest = rest.dropFirst() }
        }

        /// Digits without leading zeros.
        mutating func number() -> String? {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard !digits.isEmpty else { return nil }
            rest = rest[digits.endIndex...]
            let significant = digits.drop { $0 == "0" }
            return significant.isEmpty ? "0" : String(significant)
        }

        /// The number that may follow a name such as `rc`, also behind a separator; 0 where there is none.
        mutating func optionalNumber() -> String {
            attempt { scanner in
                scanner.separator()
                return scanner.number()
            } ?? "0"
        }

        /// What the closure reads; nothing is read where it returns nothing.
        mutating func attempt(_ read: (inout Scanner) -> String?) -> String? {
            var copy = self
            guard let result = read(&copy) else { return nil }
            self = copy
            return result
        }
    }
}
