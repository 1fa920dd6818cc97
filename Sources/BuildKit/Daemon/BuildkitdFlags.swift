/// The command line of `buildkitd`, as far as a supervisor has to understand it.
package struct BuildkitdFlags: Equatable, Sendable {
    package let words: [String]

    package init(_ words: [String]) { self.words = words }

    /// The value of a flag, written `--name value`, `--name=value`, or with one dash; of several the last.
    ///
    /// - Parameter name: without dashes.
    package func value(of name: String) -> String? {
        var found: String?
        for (index, word) in words.enumerated() {
            guard let flag = Self.withoutDashes(word) else { continue }
            if flag == name, index + 1 < words.count {
                found = words[index + 1]
            } else if flag.hasPrefix("\(name)=") {
                found = String(flag.dropFirst(name.count + 1))
            }
        }
        return found
    }

    /// Whether a flag without a value is given; `--name=false` is not.
    ///
    /// - Parameter name: without dashes.
    package func has(_ name: String) -> Bool {
        var isSet = false
        for word in words {
            guard let flag = Self.withoutDashes(word), flag == name || flag.hasPrefix("\(name)=") else { continue }
            isSet = !["false", "f", "0"].contains(flag.dropFirst(name.count + 1).lowercased())
        }
        return isSet
    }

    private static func withoutDashes(_ word: String) -> Substring? {
        word.hasPrefix("--") ? word.dropFirst(2) : word.hasPrefix("-") ? word.dropFirst() : nil
    }
}
