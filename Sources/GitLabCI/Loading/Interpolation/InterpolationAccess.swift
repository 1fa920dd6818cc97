/// Finds the value that the first part of a block names: `inputs.name`, `inputs.list[0].key`.
///
/// Source: `Gitlab::Ci::Config::Interpolation::Access` of GitLab 18.11.
struct InterpolationAccess {
    private static let partLimit = 5
    private static let sizeLimit = 1024
    private static let indexLimit = 5

    /// Why a value cannot be found: the messages of GitLab, in order.
    struct Failure: Error {
        var messages: [String]
    }

    private let path: String
    private let context: InterpolationContext

    static func value(at path: String, in context: InterpolationContext) throws(Failure) -> ConfigValue? {
        try InterpolationAccess(path: path, context: context).evaluate()
    }

    private func evaluate() throws(Failure) -> ConfigValue? {
        let parts = Self.parts(path)
        var messages: [String] = []
        if parts.count <= 1 {
            messages.append("invalid pattern used for interpolation. valid pattern is $[[ inputs.input ]]")
        }
        if path.utf8.count > Self.sizeLimit { messages.append("maximum interpolation expression size exceeded") }
        guard messages.isEmpty else { throw Failure(messages: messages) }
        var value: ConfigValue?
        for (index, part) in parts.enumerated() {
            let keys: (String) -> ConfigValue? = { key in index == 0 ? context.roots[key] : value?[key] }
            value = part.contains("[") ? try indexed(part, keys) : try keyed(part, keys)
        }
        return value
    }

    private func keyed(_ key: String, _ keys: (String) -> ConfigValue?) throws(Failure) -> ConfigValue {
        guard let value = keys(key) else {
            throw failure("unknown interpolation provided: `\(key)` in `\(path)`")
        }
        return value
    }

    private func indexed(_ part: String, _ keys: (String) -> ConfigValue?) throws(Failure) -> ConfigValue {
        guard let (key, indices) = Self.parse(part) else { throw failure(syntaxProblem(part)) }
        if key.isEmpty { throw failure("invalid indexed access without a key in `\(path)`") }
        if indices.count > Self.indexLimit {
            throw failure("too many array indices in `\(path)` (maximum depth: \(Self.indexLimit))")
        }
        var value = try keyed(key, keys)
        for text in indices {
            // Ruby writes the number without leading zeros.
            let index = Int(text) ?? .max
            guard let items = value.sequence else {
                throw failure("cannot index into non-array value at [\(index)] in `\(path)`")
            }
            guard index < items.count else {
                throw failure("array index \(index) out of bounds (size: \(items.count)) in `\(path)`")
            }
            value = items[index]
        }
        return value
    }

    private func syntaxProblem(_ part: String) -> String {
        if part.count(where: { $0 == "[" }) != part.count(where: { $0 == "]" }) {
            return "invalid array index in `\(path)`: missing closing bracket"
        }
        if let content = Self.bracketContents(part).first(where: { !Self.isNumber($0) }) {
            return "invalid array index in `\(path)`: `\(content)` is not a valid index"
        }
        return "invalid array index syntax in `\(path)`"
    }

    private func failure(_ message: String) -> Failure { Failure(messages: [message]) }

    /// The parts between dots; the last of five keeps its dots.
    private static func parts(_ path: String) -> [String] {
        path.split(separator: ".", maxSplits: partLimit - 1, omittingEmptySubsequences: false).map(String.init)
    }

    /// A name, and one index or more in brackets, and nothing else.
    private static func parse(_ part: String) -> (key: String, indices: [String])? {
        let key = part.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        var rest = part[key.endIndex...]
        var indices: [String] = []
        while rest.first == "[" {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, digits.endIndex < rest.endIndex, rest[digits.endIndex] == "]" else { return nil }
            indices.append(String(digits))
            rest = rest[rest.index(after: digits.endIndex)...]
        }
        return rest.isEmpty && !indices.isEmpty ? (String(key), indices) : nil
    }

    private static func bracketContents(_ part: String) -> [Substring] {
        var contents: [Substring] = []
        var rest = part[...]
        while let open = rest.firstIndex(of: "[") {
            let after = rest[rest.index(after: open)...]
            guard let close = after.firstIndex(of: "]") else { break }
            contents.append(after[..<close])
            rest = after[after.index(after: close)...]
        }
        return contents
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
