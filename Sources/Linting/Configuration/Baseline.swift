import BuildKit
package import Diagnostics

/// Findings that were there before, and do not count. They are named by fingerprints, which stay when lines move.
package struct Baseline: Sendable, Equatable {
    package private(set) var fingerprints: Set<String> = []

    /// What is wrong with a baseline file.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    package init() {}

    /// - Throws: `Problem`.
    package init(parsing bytes: [UInt8]) throws(Problem) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw Problem(description: error.description)
        }
        guard value["version"]?.integer == 1, let findings = value["findings"]?.array else {
            throw Problem(description: "it is no baseline of version 1; write it again with --write-baseline")
        }
        fingerprints = Set(findings.compactMap { $0["fingerprint"]?.string })
    }

    /// The text of a baseline that holds all findings of a report which can be in one.
    package static func text(of report: CheckReport) -> String {
        let entries = fingerprinted(report).filter { isCovered($0.finding) }.map { entry -> JSON in
            .object([
                "fingerprint": .string(entry.fingerprint), "rule": .string(entry.finding.id),
                "path": .string(entry.finding.primary.file.path), "message": .string(entry.finding.message),
            ])
        }
        return JSON.object(["version": 1, "findings": .array(entries)]).prettyText + "\n"
    }

    /// The report without what the baseline has.
    package func applied(to report: CheckReport) -> CheckReport {
        guard !fingerprints.isEmpty else { return report }
        var old: Set<Identity> = []
        for entry in Self.fingerprinted(report)
        where fingerprints.contains(entry.fingerprint) && Self.isCovered(entry.finding) {
            old.insert(Identity(entry.finding))
        }
        var report = report
        for index in report.files.indices {
            report.files[index].findings.removeAll { old.contains(Identity($0)) }
        }
        return report
    }

    /// Names a finding also where two files share it.
    private struct Identity: Hashable {
        let path: String
        let range: Range<Int>
        let id: String
        let message: String

        init(_ finding: Diagnostic) {
            path = finding.primary.file.name
            range = finding.primary.range
            id = finding.id
            message = finding.message
        }
    }

    /// What GitLab rejects always counts.
    private static func isCovered(_ finding: Diagnostic) -> Bool {
        finding.category != nil || finding.severity != .error
    }

    private static func fingerprinted(_ report: CheckReport) -> [(finding: Diagnostic, fingerprint: String)] {
        var fingerprint = Fingerprint()
        return report.findings.map { ($0, fingerprint.next($0)) }
    }
}
