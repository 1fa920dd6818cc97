package import Diagnostics

/// Which fixes are applied together.
package struct FixPlan {
    /// In the order of their places.
    package let applied: [Diagnostic]
    /// Findings whose fix touches the same bytes as an earlier one; they come in the next round.
    package let postponed: [Diagnostic]

    /// - Parameter allowsUnsafe: whether to apply fixes whose result somebody should look at.
    package init(_ findings: [Diagnostic], allowsUnsafe: Bool) {
        var applied: [Diagnostic] = []
        var postponed: [Diagnostic] = []
        var taken: [SourceFile: [Range<Int>]] = [:]
        var seen: Set<TextEdit> = []
        for finding in findings.sorted(by: Diagnostic.precedes) {
            guard let fix = finding.fix, !fix.edits.isEmpty, allowsUnsafe || fix.safety == .safe else { continue }
            // Two findings can ask for the same edits.
            if fix.edits.allSatisfy(seen.contains) {
                applied.append(finding)
                continue
            }
            let isFree = fix.edits.allSatisfy { edit in
                !(taken[edit.span.file] ?? []).contains { Self.touch($0, edit.span.range) }
            }
            guard isFree else {
                postponed.append(finding)
                continue
            }
            for edit in fix.edits {
                taken[edit.span.file, default: []].append(edit.span.range)
                seen.insert(edit)
            }
            applied.append(finding)
        }
        self.applied = applied
        self.postponed = postponed
    }

    /// The edits of the fixes, each once.
    package var edits: [TextEdit] { applied.flatMap { $0.fix?.edits ?? [] } }
    /// The files that they change, in the order of their names.
    package var files: [SourceFile] {
        Set(edits.map(\.span.file)).sorted { $0.name < $1.name }
    }

    /// Insertions at one place touch each other too, since their order would decide the result.
    private static func touch(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        a.lowerBound <= b.upperBound && b.lowerBound <= a.upperBound
            && (a.overlaps(b) || a.isEmpty || b.isEmpty)
    }
}
