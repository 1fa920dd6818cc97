import GitLabCI

/// What `explain` prints.
enum KeywordText {
    static func render(_ explanation: KeywordExplanation) -> String {
        var lines = [explanation.path, "  " + explanation.summary]
        var said: Set<String> = []
        for (place, summary) in explanation.otherSummaries where said.insert(summary).inserted {
            lines.append("  \(place.rawValue.prefix(1).uppercased() + place.rawValue.dropFirst()): \(summary)")
        }
        lines.append("")
        func add(_ label: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            lines.append("  \(label)" + String(repeating: " ", count: 9 - label.count) + text)
        }
        add("where", explanation.places.map(\.rawValue).joined(separator: ", "))
        add("type", explanation.types.joined(separator: "; "))
        add("values", explanation.values.joined(separator: ", "))
        add("limits", explanation.limits.joined(separator: "; "))
        add("default", explanation.assumed)
        add("see", explanation.address)
        if !explanation.keys.isEmpty { lines += ["", "  keys below it:"] + table(explanation.keys, indent: 4) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// All keywords that stand on their own, by place.
    static func list() -> String {
        let parts = KeywordExplanation.all.filter { !$0.keys.isEmpty }.map { place, keys in
            (["\(place.rawValue):"] + table(keys, indent: 2)).joined(separator: "\n")
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func table(_ keys: [KeywordExplanation.Key], indent: Int) -> [String] {
        let width = keys.map(\.name.count).max() ?? 0
        return keys.map { key in
            let padding = String(repeating: " ", count: width - key.name.count)
            return String(repeating: " ", count: indent) + key.name + padding + "  " + key.summary
        }
    }
}
