import BuildKit
import Supervision
import Testing

/// The six reports of one call of `image`; reading one checks it against the rules of its format.
struct ReportSet {
    let directory: String

    private static let names = ["codequality", "dotenv", "metrics", "annotations", "junit", "html"]

    var options: [String] { Self.names.flatMap { ["--report-\($0)", "\(directory)/\($0)"] } }

    private func text(_ name: String) throws -> String { try Files.read("\(directory)/\(name)") }

    /// `RULE FILE:LINE` of each finding (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
    func findings() throws -> [String] {
        var fingerprints: Set<String> = []
        return try #require(try JSONValue(parsing: try text("codequality")).array).map { issue in
            #expect(issue["description"]?.string?.isEmpty == false)
            #expect(fingerprints.insert(try #require(issue["fingerprint"]?.string)).inserted)
            #expect(["info", "minor", "major", "critical", "blocker"].contains(issue["severity"]?.string))
            let rule = try #require(issue["check_name"]?.string)
            let path = try #require(issue["location"]?["path"]?.string)
            let line = try #require(issue["location"]?["lines"]?["begin"]?.integer)
            #expect(!path.hasPrefix("/") && !path.hasPrefix("./") && line > 0)
            return "\(rule) \(path):\(line)"
        }
    }

    /// At most 20 lines `NAME=value` in less than 5 KiB.
    func variables() throws -> [String: String] {
        let text = try text("dotenv")
        #expect(text.utf8.count < 5 * 1024)
        var variables: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let match = try #require(line.wholeMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)=(\S+)/), "\(line)")
            #expect(variables.updateValue(String(match.2), forKey: String(match.1)) == nil)
        }
        #expect(variables.count <= 20)
        return variables
    }

    /// By name and labels. Only gauges occur; the text ends with `# EOF`, and the samples of a family follow its head
    /// (https://prometheus.io/docs/specs/om/open_metrics_spec/).
    func figures() throws -> [String: Double] {
        let text = try text("metrics")
        #expect(text.hasSuffix("\n# EOF\n"))
        var samples: [String: Double] = [:]
        var family = ""
        for line in text.split(separator: "\n").dropLast() {
            if let head = line.wholeMatch(of: /# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
                if head.1 == "TYPE" { family = String(head.2) }
                #expect(head.2 == family && (head.1 != "UNIT" || family.hasSuffix("_\(head.3)")))
                continue
            }
            let match = try #require(
                line.wholeMatch(
                    of:
                        /(([a-zA-Z0-9_:]+)(?:\{[a-z]+="(?:[^"\\]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\]|\\["\\n])*")*\})?) ([0-9.]+)/
                ),
                "\(line)")
            #expect(match.2 == family)
            #expect(samples.updateValue(try #require(Double(match.3)), forKey: String(match.1)) == nil, "\(line)")
        }
        return samples
    }

    /// URLs by label (https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsannotations).
    func links() throws -> [String: String] {
        var links: [String: String] = [:]
        for list in try #require(try JSONValue(parsing: try text("annotations")).object).members {
            for item in try #require(list.value.array) {
                let link = try #require(item["external_link"])
                #expect(item.object?.keys == ["external_link"] && link.object?.keys == ["label", "url"])
                let url = try #require(link["url"]?.string)
                #expect(url.wholeMatch(of: /https:\/\/[!-~]+/) != nil, "\(url)")
                links[try #require(link["label"]?.string)] = url
            }
        }
        return links
    }

    /// What the tools that people use say of the reports, where it is anything but praise; the schemas are ours.
    func complaints(in sandbox: Sandbox) throws -> [String] {
        let schemas =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
            .joined(separator: "/") + "/BuildReportsTests/Schemas"
        let calls = [
            ["check-jsonschema", "--schemafile", "\(schemas)/annotations.json", "\(directory)/annotations"],
            ["check-jsonschema", "--schemafile", "\(schemas)/codequality.json", "\(directory)/codequality"],
            ["xmllint", "--noout", "--nonet", "--schema", "\(schemas)/junit.xsd", "\(directory)/junit"],
        ]
        return try calls.compactMap { words in
            let tool = try sandbox.start([try Tools.require(words[0])] + words.dropFirst())
            return try tool.wait() == .exited(0) ? nil : tool.output + tool.error
        }
    }

    struct Suite {
        let tests: Int
        let failures: Int
    }

    /// The suites of the JUnit report, whose counts are those of their elements.
    func suites() throws -> [Suite] {
        let text = try text("junit")
        let elements = try Markup.elements(of: text)
        #expect(elements.first?.name == "testsuites")
        var suites: [Suite] = []
        var counts: [String: Int] = [:]
        for element in elements.reversed() {
            counts[element.name, default: 0] += 1
            switch element.name {
            case "testcase":
                #expect(["name", "classname"].allSatisfy { element.attributes[$0]?.isEmpty == false })
                #expect(Double(element.attributes["time"] ?? "") != nil)
            case "testsuite":
                let suite = Suite(tests: counts["testcase"] ?? 0, failures: counts["failure"] ?? 0)
                #expect(element.attributes["tests"] == "\(suite.tests)")
                #expect(element.attributes["failures"] == "\(suite.failures)")
                #expect(element.attributes["skipped"] == "\(counts["skipped"] ?? 0)")
                suites.insert(suite, at: 0)
                counts = [:]
            default: break
            }
        }
        return suites
    }

    /// The page, which needs nothing but itself.
    func page() throws -> String {
        let text = try text("html")
        let elements = try Markup.elements(of: text)
        for element in elements {
            #expect(!["script", "img", "link", "iframe"].contains(element.name) && element.attributes["src"] == nil)
        }
        return text
    }
}
