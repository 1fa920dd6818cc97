import BuildKit
import Diagnostics

/// A JUnit report (https://docs.gitlab.com/ci/testing/unit_test_reports/): a suite for each build, in it a test for each
/// step. A step from the cache has passed, and its output says where it came from: as a skipped test it would look like
/// something that was left out. Skipped are the steps that never ran because another one failed. Elements and attributes
/// are those that the schemas in use agree on, and `file`, which GitLab reads.
package enum JUnitReport: BuildReport {
    package static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport {
        let suites = builds.map(Suite.init)
        return RenderedReport(
            text: """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="buildkit-run" \(totals(suites))>
                \(suites.map(\.text).joined())</testsuites>

                """)
    }

    private static func totals(_ suites: [Suite]) -> String {
        func sum(_ count: (Suite) -> Int) -> Int { suites.reduce(0) { $0 + count($1) } }
        return "tests=\"\(sum(\.cases.count))\" failures=\"\(sum(\.failures))\" errors=\"0\""
    }

    private struct Case {
        var text: String
        var isFailure = false
        var isSkipped = false
    }

    private struct Suite {
        let build: BuildRecord
        private(set) var cases: [Case] = []
        private var names: [String: Int] = [:]

        var failures: Int { cases.filter(\.isFailure).count }
        var skipped: Int { cases.filter(\.isSkipped).count }

        init(_ build: BuildRecord) {
            self.build = build
            for step in build.steps { cases.append(makeCase(step)) }
            // A failure that no step tells of, such as a syntax error.
            if build.failure != nil, failures == 0 {
                let name = attributes(name: "the build succeeds", group: "build", duration: .zero)
                cases.append(Case(text: testCase(name, failureElement()), isFailure: true))
            }
        }

        var text: String {
            let time = build.duration.map { " time=\"\(Figures.decimal($0))\"" } ?? ""
            let start = build.started.map { " timestamp=\"\($0.iso8601.dropLast())\"" } ?? ""
            return
                "  <testsuite name=\"\(XMLText.attribute(build.name))\" tests=\"\(cases.count)\" failures=\"\(failures)\" "
                + "errors=\"0\" skipped=\"\(skipped)\"\(time)\(start)>\n" + cases.map(\.text).joined()
                + "  </testsuite>\n"
        }

        private mutating func makeCase(_ step: BuildRecord.Step) -> Case {
            let head = attributes(name: step.name, group: step.group, duration: step.duration)
            switch step.status {
            case .succeeded: return Case(text: testCase(head, ""))
            case .cached: return Case(text: testCase(head, "      <system-out>from the cache</system-out>\n"))
            case .failed where isAtFault(step):
                return Case(text: testCase(head, failureElement(step)), isFailure: true)
            case .failed(let error): return skippedCase(head, "failed without harm: \(error)")
            case .cancelled: return skippedCase(head, "ended by the failure of another step")
            case .notRun: return skippedCase(head, "not run")
            }
        }

        /// Other errors, such as that of a cache which does not exist yet, did not fail the build.
        private func isAtFault(_ step: BuildRecord.Step) -> Bool {
            build.failure != nil && step.kind != .importCache
        }

        /// GitLab takes tests of one name for one test.
        private mutating func attributes(name: String, group: String, duration: Duration) -> String {
            let count = names[name, default: 0] + 1
            names[name] = count
            let unique = count > 1 ? "\(name) (\(count))" : name
            let file = build.dockerfile.map { " file=\"\(XMLText.attribute($0))\"" } ?? ""
            return "name=\"\(XMLText.attribute(unique))\" classname=\"\(XMLText.attribute(group))\"\(file) "
                + "time=\"\(Figures.decimal(duration))\""
        }

        private func testCase(_ attributes: String, _ content: String) -> String {
            content.isEmpty
                ? "    <testcase \(attributes)/>\n" : "    <testcase \(attributes)>\n\(content)    </testcase>\n"
        }

        private func skippedCase(_ attributes: String, _ message: String) -> Case {
            Case(
                text: testCase(attributes, "      <skipped message=\"\(XMLText.attribute(message))\"/>\n"),
                isSkipped: true)
        }

        private func failureElement(_ step: BuildRecord.Step? = nil) -> String {
            var message = build.failure?.message ?? ""
            var lines: [String] = []
            if let step, case .failed(let error) = step.status {
                message = error
                lines += step.output
            }
            if step == nil || step?.name == build.failure?.step?.name {
                let excerpt = build.failure?.excerpt
                if let excerpt {
                    lines += ["\(excerpt.file):\(excerpt.line)"]
                    lines += excerpt.lines.map { "\($0.number) | \($0.isMarked ? ">>>" : "   ") \($0.text)" }
                }
                if let known = build.failure?.known { lines += ["cause: \(known.cause)", "remedy: \(known.remedy)"] }
            }
            let text = ([message] + lines).joined(separator: "\n")
            return "      <failure message=\"\(XMLText.attribute(message))\" "
                + "type=\"\(XMLText.attribute(build.outcome.rawValue))\">\(XMLText.content(text))</failure>\n"
        }
    }
}

extension BuildRecord.Step {
    /// What it belongs to: a stage, or a part of every build.
    var group: String {
        switch kind {
        case .instruction(let platform, let stage, _, _):
            [platform, stage ?? "stage"].compactMap(\.self).joined(separator: " ")
        case .internal: "internal"
        case .auth: "auth"
        case .export: "export"
        case .importCache: "cache"
        case .other: "other"
        }
    }
}
