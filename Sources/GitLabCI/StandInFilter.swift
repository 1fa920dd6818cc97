package import Diagnostics

/// Takes out of a report what is only so because inputs without default had stand-ins for a value.
package struct StandInFilter {
    private let inputs: Set<String>

    /// - Parameter inputs: the names of the inputs that had stand-ins.
    package init(_ inputs: Set<String>) { self.inputs = inputs }

    func filtered(_ report: PipelineReport) -> PipelineReport {
        guard !inputs.isEmpty else { return report }
        var result = report
        result.diagnostics = report.diagnostics.filter { finding in
            guard let input = input(behind: finding.primary) else { return true }
            let isKnown = result.missing.contains { $0.span == finding.primary }
            if !isKnown {
                result.missing.append(
                    MissingInclude(
                        name: "a value for input \"\(input)\"", reason: "it has no default", span: finding.primary))
            }
            return false
        }
        guard result.diagnostics.count < report.diagnostics.count else { return report }
        result.errors = result.diagnostics.filter { $0.severity == .error }.map { $0.gitlabMessage ?? $0.message }
        result.warnings = result.diagnostics.compactMap { $0.severity == .warning ? $0.gitlabMessage : nil }
        return result
    }

    /// The findings that do not depend on stand-ins.
    package func withoutStandIns(_ findings: [Diagnostic]) -> [Diagnostic] {
        inputs.isEmpty ? findings : findings.filter { input(behind: $0.primary) == nil }
    }

    /// The input that a text takes its value from, if it had a stand-in.
    private func input(behind span: SourceSpan) -> String? {
        for block in InterpolationBlock.all(in: span.text) {
            guard let dot = block.data.firstRange(of: "inputs.") else { continue }
            let name = String(block.data[dot.upperBound...].prefix { !$0.isWhitespace && !"|[]".contains($0) })
            if inputs.contains(name) { return name }
        }
        return nil
    }
}
