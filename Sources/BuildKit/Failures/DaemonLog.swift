/// What a person has to see of a daemon's log after it failed.
package struct DaemonLog: Sendable {
    /// Its lines, oldest first, without control characters.
    package let lines: [String]

    /// - Parameter bytes: the log or the end of it; it need not be UTF-8, nor begin at a line.
    package init(_ bytes: some Collection<UInt8>) {
        lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map { line in
            String(
                String.UnicodeScalarView(
                    String(decoding: line, as: UTF8.self).unicodeScalars.filter {
                        $0 == "\t" || $0.value >= 0x20 && $0.value != 0x7f
                    }))
        }
    }

    /// The last lines that tell something: without the usage text that `buildkitd` prints for an unknown flag, without
    /// the frames of Go's stack traces, and, where there is an error, without what is no warning or error.
    ///
    /// - Parameter limit: how many lines at the most.
    package func meaningfulLines(limit: Int = 20) -> [String] {
        let told = withoutFrames(withoutUsage(lines)).filter { !$0.allSatisfy(\.isWhitespace) }
        let grave = told.filter {
            !$0.contains("level=info") && !$0.contains("level=debug") && !$0.contains("\"level\":\"info\"")
                && !$0.contains("\"level\":\"debug\"")
        }
        return (grave.isEmpty ? told : grave).suffix(limit)
    }

    /// `Incorrect Usage: …`, a blank line, `NAME:` and some sixty lines, then the same error again after `buildkitd: `.
    private func withoutUsage(_ lines: [String]) -> [String] {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("Incorrect Usage: ") }) else { return lines }
        let error = lines[start].dropFirst("Incorrect Usage: ".count)
        let end = lines[start...].firstIndex { $0.hasPrefix("buildkitd: ") }
        return lines[..<start] + ["buildkitd: \(error)"] + (end.map { Array(lines[($0 + 1)...]) } ?? [])
    }

    /// A frame is a function's name and, below it, a tab, a file and a line number.
    private func withoutFrames(_ lines: [String]) -> [String] {
        var kept: [String] = []
        for line in lines {
            if line.hasPrefix("\t"), let colon = line.lastIndex(of: ":"),
                line[line.index(after: colon)...].first?.isNumber == true
            {
                if let function = kept.last, !function.contains(" ") || function.hasPrefix("created by ") {
                    kept.removeLast()
                }
            } else if !(line.hasPrefix("goroutine ") && line.hasSuffix("]:")) {
                kept.append(line)
            }
        }
        return kept
    }
}
