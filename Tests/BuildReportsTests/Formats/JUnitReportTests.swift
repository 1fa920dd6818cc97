import BuildReports
import Foundation
import FoundationXML
import Testing

@Suite struct JUnitReportTests {
    /// Reads a report, and holds it to the counts that it tells, and to names that are unique in their suite.
    private final class Reader: NSObject, XMLParserDelegate {
        struct Case {
            var name = ""
            var group = ""
            var content: [String: String] = [:]
        }

        private(set) var suites: [(attributes: [String: String], cases: [Case])] = []
        private(set) var root: [String: String] = [:]
        private(set) var problems: [String] = []
        private var path: [String] = []
        private static let parents: [String: [String]] = [
            "testsuites": [""], "testsuite": ["testsuites"], "testcase": ["testsuite"], "failure": ["testcase"],
            "skipped": ["testcase"], "system-out": ["testcase"],
        ]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if Self.parents[name]?.contains(path.last ?? "") != true { problems.append("\(name) in \(path)") }
            path.append(name)
            switch name {
            case "testsuites": root = attributes
            case "testsuite": suites.append((attributes, []))
            case "testcase":
                if Double(attributes["time"] ?? "") == nil { problems.append("no time") }
                update { $0.append(Case(name: attributes["name"] ?? "", group: attributes["classname"] ?? "")) }
            case "failure", "skipped":
                if attributes["message"] == nil { problems.append("\(name) without a message") }
                update { $0[$0.count - 1].content[name] = "" }
            case "system-out": update { $0[$0.count - 1].content[name] = "" }
            default: break
            }
        }

        private func update(_ body: (inout [Case]) -> Void) { body(&suites[suites.count - 1].cases) }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            guard let name = path.last, ["failure", "system-out"].contains(name) else { return }
            update { $0[$0.count - 1].content[name, default: ""] += string }
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            path.removeLast()
        }
    }

    private func read(_ builds: [BuildRecord]) throws -> Reader {
        let reader = Reader()
        let parser = XMLParser(data: Data(JUnitReport.render(builds, for: Formats.project).text.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(reader.problems.isEmpty && reader.suites.count == builds.count)
        func sum(_ key: String) -> Int { reader.suites.reduce(0) { $0 + (Int($1.attributes[key] ?? "") ?? -1) } }
        for key in ["tests", "failures", "errors"] { #expect(Int(reader.root[key] ?? "") == sum(key)) }
        for suite in reader.suites {
            #expect(Set(suite.cases.map(\.name)).count == suite.cases.count)
            #expect(Int(suite.attributes["tests"] ?? "") == suite.cases.count)
            let counts = ["failures": "failure", "skipped": "skipped"]
            for (key, element) in counts {
                #expect(Int(suite.attributes[key] ?? "") == suite.cases.filter { $0.content[element] != nil }.count)
            }
        }
        return reader
    }

    @Test func everyReportKeepsTheRules() throws { for builds in Formats.cases { _ = try read(builds) } }

    @Test func stepsAreTests() throws {
        let cases = try read([Formats.success]).suites[0].cases
        #expect(cases.count == 6 && cases.allSatisfy { $0.content["failure"] == nil && $0.content["skipped"] == nil })
        let cached = cases.filter { $0.content["system-out"] == "from the cache" }
        #expect(cached.map(\.name) == ["[base 2/3] WORKDIR /app"])
        #expect(cases.map(\.group) == ["internal", "base", "base", "base", "linux/arm64 test", "export"])
    }

    @Test func theFailureIsTold() throws {
        let cases = try read([Formats.failure]).suites[0].cases
        let failed = cases.filter { $0.content["failure"] != nil }
        #expect(failed.map(\.name) == ["[2/3] RUN make <all> & \"more\""])
        let text = try #require(failed.first?.content["failure"])
        #expect(text.contains("No rule to make target 'all'") && text.contains("2 | >>> RUN make <all>"))
        // The cache that was missing, the step that was called off, the one that never began.
        #expect(cases.filter { $0.content["skipped"] != nil }.count == 3)
    }

    @Test func aFailureOfNoStepIsATestOfItsOwn() throws {
        let cases = try read([Formats.record(["error: failed to solve: dockerfile parse error on line 2: x"])]).suites[
            0
        ].cases
        #expect(cases.map(\.name) == ["the build succeeds"] && cases[0].content["failure"] != nil)
    }
}
