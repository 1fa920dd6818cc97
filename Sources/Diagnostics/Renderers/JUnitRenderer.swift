/// A JUnit report (https://docs.gitlab.com/ci/testing/unit_test_reports/): a suite for each file, in it a test that the
/// pipeline is valid, or one failed test for each finding that decides. Other findings are the suite's output. An input
/// that could not be checked is a test with an error.
package struct JUnitRenderer: ReportRenderer {
    /// Whether warnings and notes decide too.
    private let isStrict: Bool

    package init(isStrict: Bool = false) { self.isStrict = isStrict }

    package func render(_ report: CheckReport) -> String {
        var failed = 0
        var tests = 0
        var suites = ""
        for file in report.files {
            let deciding = file.findings.filter { isStrict || $0.severity == .error }
            failed += deciding.count
            tests += max(deciding.count, 1)
            suites += suite(file, deciding)
        }
        for failure in report.failures {
            tests += 1
            let name = XMLText.attribute(failure.name)
            suites += """
                  <testsuite name="\(name)" tests="1" failures="0" errors="1" skipped="0">
                    <testcase name="can be checked" classname="\(name)" file="\(name)">
                      <error message="\(XMLText.attribute(failure.message))" type="input"/>
                    </testcase>
                  </testsuite>

                """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="\(XMLText.attribute(report.tool.name))" tests="\(tests)" failures="\(failed)" \
            errors="\(report.failures.count)">
            \(suites)</testsuites>

            """
    }

    private func suite(_ file: CheckedFile, _ deciding: [Diagnostic]) -> String {
        let name = XMLText.attribute(file.file.path)
        var text = "  <testsuite name=\"\(name)\" tests=\"\(max(deciding.count, 1))\" failures=\"\(deciding.count)\""
        text += " errors=\"0\" skipped=\"0\">\n"
        if deciding.isEmpty {
            text += "    <testcase name=\"is valid\" classname=\"\(name)\" file=\"\(name)\"/>\n"
        }
        let renderer = TextRenderer()
        var counts: [String: Int] = [:]
        for finding in deciding {
            // GitLab takes tests of one name for one test.
            let count = counts[finding.message, default: 0] + 1
            counts[finding.message] = count
            let test = XMLText.attribute(finding.message) + (count > 1 ? " (\(count))" : "")
            let place = XMLText.attribute(finding.primary.file.path)
            text += """
                    <testcase name="\(test)" classname="\(name)" file="\(place)">
                      <failure message="\(XMLText.attribute(finding.fullMessage(separator: "; ")))" \
                type="\(XMLText.attribute(finding.id))">\(XMLText.content(renderer.render(finding)))</failure>
                    </testcase>

                """
        }
        let others = isStrict ? [] : file.findings.filter { $0.severity != .error }
        let gaps = file.gaps.map { gap in
            TextRenderer.visible("\(gap.span): incomplete: \(gap.name) is missing: \(gap.reason)") + "\n"
        }
        let output = (others.map(renderer.render) + gaps).joined(separator: "\n")
        if !output.isEmpty { text += "    <system-out>\(XMLText.content(output))</system-out>\n" }
        return text + "  </testsuite>\n"
    }
}
