/// Reads a job log as GitLab does and holds it to more: sections of unique names, none in another, all of them ended, and
/// no control character that does not belong to a marker.
struct SectionLog {
    struct Section: Equatable {
        var name: String
        var title: String
        var isCollapsed: Bool
        var lines: [String]
    }

    private(set) var sections: [Section] = []
    /// The lines outside of sections.
    private(set) var lines: [String] = []
    private(set) var problems: [String] = []

    init(_ text: String) {
        var open: (section: Section, start: Int)?
        if !text.isEmpty, !text.hasSuffix("\n") { problems.append("the log does not end with a line end") }
        // By scalars: a carriage return and a line feed are one character to Swift.
        for raw in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = String(raw)
            if let match = line.prefixMatch(
                of: /\u{1b}\[0Ksection_start:(\d+):([a-zA-Z0-9_.-]+)(\[collapsed=true\])?\r\u{1b}\[0K/)
            {
                if let open { problems.append("\(match.2) begins within \(open.section.name)") }
                line.removeSubrange(match.range)
                let section = Section(name: String(match.2), title: line, isCollapsed: match.3 != nil, lines: [])
                open = (section, Int(match.1) ?? -1)
            } else if let match = line.wholeMatch(of: /\u{1b}\[0Ksection_end:(\d+):([a-zA-Z0-9_.-]+)\r\u{1b}\[0K/) {
                if let ended = open, ended.section.name == String(match.2), ended.start <= Int(match.1) ?? -1 {
                    sections.append(ended.section)
                } else {
                    problems.append("\(match.2) ends though it is not open, or before it began")
                }
                open = nil
                line = ""
            } else if open != nil {
                open?.section.lines.append(line)
            } else {
                lines.append(line)
            }
            if line.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || (0x7f...0x9f).contains($0.value) }
            ) {
                problems.append("a control character stands in \"\(line)\"")
            }
        }
        if let open { problems.append("\(open.section.name) does not end") }
        if Set(sections.map(\.name)).count != sections.count { problems.append("two sections have one name") }
        if lines.last == "" { lines.removeLast() }
    }
}
