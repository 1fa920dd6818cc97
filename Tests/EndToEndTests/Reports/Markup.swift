import Testing

/// XML, and HTML as the reports write it: enough to see that all that was opened is closed and nothing is unescaped.
enum Markup {
    struct Element {
        let name: String
        let attributes: [String: String]
    }

    private static let void: Set<String> = ["meta", "br"]

    /// All elements in the order in which they begin.
    static func elements(of text: String) throws -> [Element] {
        var elements: [Element] = []
        var open: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            if let head = rest.prefixMatch(of: /<(\?xml [^<>]*\?|!DOCTYPE html)>/) {
                rest = rest[head.range.upperBound...]
                continue
            }
            let tag = try #require(
                rest.prefixMatch(of: /<(\/?)([a-zA-Z0-9-]+)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/),
                "\(rest.prefix(80))")
            rest = rest[tag.range.upperBound...]
            let name = String(tag.2)
            if tag.1 == "/" {
                #expect(open.popLast() == name, "</\(name)> closes another")
                continue
            }
            let pairs = tag.3.matches(of: /([a-zA-Z-]+)="([^"]*)"/).map { (String($0.1), String($0.2)) }
            elements.append(Element(name: name, attributes: Dictionary(pairs) { first, _ in first }))
            if tag.4.isEmpty && !void.contains(name) { open.append(name) }
        }
        #expect(open == [])
        return elements
    }
}
