import Diagnostics
import Foundation
import FoundationXML
import Testing

struct JUnitRendererTests {
    /// Counts elements, and the numbers that suites say they have.
    private final class Counter: NSObject, XMLParserDelegate {
        var elements: [String: Int] = [:]
        var root: [String: String] = [:]
        var suites: [String: Int] = [:]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements[name, default: 0] += 1
            if name == "testsuites" { root = attributes }
            guard name == "testsuite" else { return }
            for key in ["tests", "failures", "errors"] { suites[key, default: 0] += Int(attributes[key] ?? "") ?? 0 }
        }
    }

    @Test(arguments: SampleReport.allCases, [true, false])
    func `a report is XML whose counts are right`(sample: SampleReport, isStrict: Bool) throws {
        let parser = XMLParser(data: Data(JUnitRenderer(isStrict: isStrict).render(sample.report).utf8))
        let counter = Counter()
        parser.delegate = counter
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        for (attribute, element) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
            #expect(counter.suites[attribute] == counter.elements[element, default: 0])
            #expect(counter.root[attribute] == String(counter.elements[element, default: 0]))
        }
        let deciding = sample.report.findings.filter { isStrict || $0.severity == .error }
        #expect(counter.elements["failure", default: 0] == deciding.count)
        #expect(counter.elements["testsuite"] == sample.report.files.count + sample.report.failures.count)
    }
}
