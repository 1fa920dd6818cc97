import Diagnostics

/// Replaces the blocks `$[[ ]]` in all texts and keys of a document that has a header.
///
/// Source: `Gitlab::Ci::Config::Interpolation` of GitLab 18.11. https://docs.gitlab.com/ci/inputs/
struct Interpolator {
    private static let nodeLimit = 500_000
    private static let nodeSizeLimit = 1024 * 1024
    private static let blockLimit = 10_000
    private static let functionLimit = 3

    private let context: InterpolationContext
    private var nodes = 0
    /// Each distinct block is evaluated once.
    private var values: [InterpolationBlock: ConfigValue] = [:]

    init(_ context: InterpolationContext) { self.context = context }

    /// - Throws: for the first block that cannot be evaluated; all of its messages are in the error.
    mutating func interpolate(_ mapping: ConfigMapping, at span: SourceSpan) throws(LoadingError) -> ConfigMapping {
        try visit(at: span)
        var result = ConfigMapping()
        result.reserveCapacity(mapping.count)
        for entry in mapping.entries {
            var key = entry.key
            if let text = key.string {
                key = ConfigKey(try interpolate(ConfigValue(.string(text), at: entry.keySpan)))
            } else {
                try visit(at: entry.keySpan)
            }
            let value = try interpolate(entry.value)
            result.set(.init(key: key, keySpan: entry.keySpan, value: value))
        }
        return result
    }

    private mutating func interpolate(_ value: ConfigValue) throws(LoadingError) -> ConfigValue {
        switch value.content {
        case .mapping(let mapping):
            return value.replacing(.mapping(try interpolate(mapping, at: value.span)))
        case .sequence(let items):
            try visit(at: value.span)
            var result: [ConfigValue] = []
            result.reserveCapacity(items.count)
            for item in items {
                let new = try interpolate(item)
                // A list that comes from a block in a list becomes part of the outer list.
                if item.isString, let inner = new.sequence { result += inner } else { result.append(new) }
            }
            return value.replacing(.sequence(result))
        case .string(let text):
            try visit(at: value.span)
            guard text.utf8.count <= Self.nodeSizeLimit else {
                throw LoadingError("interpolation-limit", "config node too large", at: value.span)
            }
            return try interpolate(text, in: value)
        default:
            try visit(at: value.span)
            return value
        }
    }

    private mutating func interpolate(_ text: String, in value: ConfigValue) throws(LoadingError) -> ConfigValue {
        let blocks = InterpolationBlock.all(in: text)
        guard let only = blocks.first else { return value }
        for block in blocks where values[block] == nil {
            do {
                values[block] = try evaluate(block)
            } catch {
                throw LoadingError(
                    "interpolation", error.messages.prefix(3).joined(separator: ", "),
                    at: Self.place(of: block, in: value.span))
            }
            if values.count > Self.blockLimit {
                throw LoadingError("interpolation-limit", "too many interpolation blocks", at: value.span)
            }
        }
        let provenance = Provenance(.interpolation(only.data), at: value.span, earlier: value.provenance)
        if blocks.count == 1, only.text.utf8.count == text.utf8.count {
            // A block alone keeps the type of its value; the place is that of the block.
            return ConfigValue(values[only]?.content ?? .null, at: value.span, via: provenance)
        }
        var replacements: [String: String] = [:]
        for block in blocks { replacements[block.text] = values[block].map(RubyText.string) ?? "" }
        var result = text
        if replacements.values.contains(where: { $0.contains("[[") }) {
            // GitLab replaces block after block, so that a value may bring in another block.
            for block in blocks {
                result = Self.replacing(block.text, in: result, with: replacements[block.text] ?? "")
            }
        } else {
            result = Self.replacing(blocks, in: text, with: replacements)
        }
        return ConfigValue(.string(result), at: value.span, via: provenance)
    }

    private func evaluate(_ block: InterpolationBlock) throws(InterpolationAccess.Failure) -> ConfigValue {
        var parts = block.data.split(separator: "|", omittingEmptySubsequences: false).map(Self.stripped)
        while parts.count > 1, block.data.hasSuffix("|"), parts.last == "" { parts.removeLast() }
        let path = parts.first ?? ""
        let here = SourceSpan.start(of: SourceFile(name: "", bytes: []))
        if path.split(separator: ".", omittingEmptySubsequences: false).first == "matrix" {
            // These belong to `needs` and are replaced there.
            return ConfigValue(.string(block.text), at: here)
        }
        var value = try InterpolationAccess.value(at: path, in: context) ?? ConfigValue(.null, at: here)
        let names = parts.dropFirst()
        guard names.count <= Self.functionLimit else {
            throw .init(messages: ["too many functions in interpolation block"])
        }
        let functions = names.map { (name: $0, function: InterpolationFunction($0)) }
        let unknown = functions.filter { $0.function == nil }.map { item in
            "no function matching `\(item.name)`: check that the function name, arguments, and types are correct"
        }
        guard unknown.isEmpty else { throw .init(messages: unknown) }
        for case (_, let function?) in functions {
            do {
                value = try function.apply(to: value, variables: context.variables)
            } catch {
                throw .init(messages: [error.message])
            }
        }
        return value
    }

    private mutating func visit(at span: SourceSpan) throws(LoadingError) {
        nodes += 1
        if nodes > Self.nodeLimit { throw LoadingError("interpolation-limit", "config too large", at: span) }
    }

    /// The stretch of the block itself, where the text stands in the file as it is.
    private static func place(of block: InterpolationBlock, in span: SourceSpan) -> SourceSpan {
        guard let found = span.text.utf8.firstOffset(of: block.text.utf8) else { return span }
        return span.part(offset: found, length: block.text.utf8.count)
    }

    private static func stripped(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex
        return String(start[..<end])
    }

    /// All blocks at once, given in the order of the text.
    private static func replacing(
        _ blocks: [InterpolationBlock], in text: String, with replacements: [String: String]
    ) -> String {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        for block in blocks {
            guard let offset = rest.firstOffset(of: block.text.utf8) else { continue }
            result += rest.prefix(offset)
            result += (replacements[block.text] ?? "").utf8
            rest = rest.dropFirst(offset + block.text.utf8.count)
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    private static func replacing(_ target: String, in text: String, with replacement: String) -> String {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        let target = Array(target.utf8)
        while let offset = rest.firstOffset(of: target) {
            result += rest.prefix(offset)
            result += replacement.utf8
            rest = rest.dropFirst(offset + target.count)
        }
        return String(decoding: result + rest, as: UTF8.self)
    }
}

extension Collection where Element: Equatable {
    /// How many elements stand before the first place where the other collection begins.
    func firstOffset<Other: Collection>(of other: Other) -> Int? where Other.Element == Element {
        guard let first = other.first else { return 0 }
        var start = startIndex
        var offset = 0
        while start != endIndex {
            if self[start] == first, self[start...].starts(with: other) { return offset }
            formIndex(after: &start)
            offset += 1
        }
        return nil
    }
}
