/// The parts of a README that hold tables of inputs, each between two comments:
///
///     <!-- inputs: NAME, OTHER -->
///     <!-- end of inputs -->
///
/// Without names the table is that of all components.
package enum InputSections {
    package static let begin = "<!-- inputs"
    package static let end = "<!-- end of inputs -->"

    package enum Problem: Error, Equatable, CustomStringConvertible {
        case none
        case unclosed(line: Int)
        case unknown(name: String, line: Int, known: [String])

        package var description: String {
            switch self {
            case .none:
                "there is no place for tables of inputs; write the lines \"\(begin) -->\" and \"\(end)\" where they belong"
            case .unclosed(let line): "line \(line): the section is not closed; write \"\(end)\" below it"
            case .unknown(let name, let line, let known):
                "line \(line): there is no component \"\(name)\"; there is "
                    + known.map { "\"\($0)\"" }.joined(separator: ", ")
            }
        }
    }

    /// The text of a README with its tables brought up to date; every other line stays as it is.
    package static func updated(_ text: String, with components: [ComponentDescription]) throws(Problem) -> String {
        var result: [Substring] = []
        var opened: Int?
        var count = 0
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if opened == nil {
                result.append(line)
                guard let names = names(in: line) else { continue }
                var chosen: [ComponentDescription] = []
                for name in names {
                    guard let component = components.first(where: { $0.name == name }) else {
                        throw .unknown(name: name, line: index + 1, known: components.map(\.name))
                    }
                    chosen.append(component)
                }
                opened = index + 1
                count += 1
                let table = InputTable.text(of: names.isEmpty ? components : chosen)
                result += ["", table.dropLast(), ""]
            } else if trimmed(line) == end {
                opened = nil
                result.append(line)
            }
        }
        if let opened { throw .unclosed(line: opened) }
        guard count > 0 else { throw .none }
        return result.joined(separator: "\n")
    }

    /// The names in a comment that begins a section; nil for every other line.
    private static func names(in line: Substring) -> [String]? {
        let line = trimmed(line)
        guard line.hasPrefix(begin), line.hasSuffix("-->") else { return nil }
        let inner = line.dropFirst(begin.count).dropLast("-->".count)
        let list = inner.first == ":" ? inner.dropFirst() : inner
        guard inner.first == ":" || list.allSatisfy(\.isWhitespace) else { return nil }
        return list.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    private static func trimmed(_ line: Substring) -> Substring {
        let start = line.drop(while: \.isWhitespace)
        let last = start.lastIndex { !$0.isWhitespace }
        return last.map { start[...$0] } ?? ""
    }
}
