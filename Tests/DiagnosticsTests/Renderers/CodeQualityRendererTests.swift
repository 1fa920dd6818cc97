import Diagnostics
import Foundation
import Testing

struct CodeQualityRendererTests {
    private struct Issue: Decodable {
        struct Location: Decodable {
            struct Lines: Decodable { let begin: Int }
            let path: String
            let lines: Lines
        }
        let description: String
        let check_name: String
        let fingerprint: String
        let severity: String
        let location: Location
    }

    private func issues(_ report: CheckReport) throws -> [Issue] {
        try JSONDecoder().decode([Issue].self, from: Data(CodeQualityRenderer().render(report).utf8))
    }

    @Test(arguments: SampleReport.allCases) func `an issue has what GitLab needs`(sample: SampleReport) throws {
        let issues = try issues(sample.report)
        #expect(issues.count == sample.report.findings.count)
        #expect(Set(issues.map(\.fingerprint)).count == issues.count)
        for issue in issues {
            #expect(!issue.description.isEmpty && !issue.check_name.isEmpty)
            #expect(["info", "minor", "major", "critical", "blocker"].contains(issue.severity))
            #expect(!issue.location.path.hasPrefix("/") && !issue.location.path.hasPrefix("./"))
            #expect(issue.location.lines.begin >= 1)
        }
    }

    @Test func `a finding keeps its fingerprint when it moves, and equal ones differ`() throws {
        func fingerprints(_ text: String) throws -> [String] {
            let file = SourceFile(name: "x/ci.yml", path: "ci.yml", text: text)
            var checked = CheckedFile(file)
            checked.findings = file.bytes.indices.filter { file.bytes[$0] == UInt8(ascii: "!") }.map {
                Diagnostic(
                    id: "a", severity: .error, message: "at \($0)", at: SourceSpan(file: file, start: $0, end: $0 + 1))
            }
            return try issues(CheckReport(tool: SampleReport.clean.report.tool, files: [checked])).map(\.fingerprint)
        }
        let before = try fingerprints("a: !\nb: !\na: !\n")
        #expect(Set(before).count == 3)
        #expect(try fingerprints("# new\n\n  a: !\r\nb:   !\nc: 1\na: !\n") == before)
        #expect(try fingerprints("b: !\n") == [before[1]])
    }
}
