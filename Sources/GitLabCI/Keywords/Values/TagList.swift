/// The tags of a job as GitLab counts them: joined by commas and cut again, without blanks and repetitions.
enum TagList {
    static func count(_ members: [ConfigValue]) -> Int {
        var tags: Set<String> = []
        for member in flattened(members) {
            for part in RubyText.string(member).split(separator: ",") {
                var tag = part[...]
                while let first = tag.first, first.isWhitespace { tag.removeFirst() }
                while let last = tag.last, last.isWhitespace { tag.removeLast() }
                if tag.count > 1, let quote = tag.first, quote == "\"" || quote == "'", tag.last == quote {
                    tag = tag.dropFirst().dropLast()
                }
                if !tag.isEmpty { tags.insert(String(tag)) }
            }
        }
        return tags.count
    }

    private static func flattened(_ members: [ConfigValue]) -> [ConfigValue] {
        members.flatMap { $0.sequence.map(flattened) ?? [$0] }
    }
}
