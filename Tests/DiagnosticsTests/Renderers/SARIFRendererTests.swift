import Foundation
import Testing

@testable import Diagnostics

/// What SARIF 2.1.0 asks of a log, for the objects that we write.
struct SARIFRendererTests {
    /// The members that the schema allows, by the kind of object; it forbids all others.
    private static let members: [String: Set<String>] = [
        "log": ["$schema", "version", "runs"],
        "run": ["tool", "invocations", "columnKind", "results", "properties"],
        "driver": ["name", "version", "informationUri", "rules"],
        "rule": [
            "id", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties",
        ],
        "fix": ["description", "artifactChanges", "properties"],
        "change": ["artifactLocation", "replacements"],
        "replacement": ["deletedRegion", "insertedContent"],
        "result": [
            "ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "partialFingerprints", "fixes",
            "properties",
        ],
        "location": ["id", "physicalLocation", "message"],
        "artifact": ["uri", "uriBaseId"],
        "region": ["startLine", "startColumn", "endLine", "endColumn"],
        "invocation": ["executionSuccessful", "toolExecutionNotifications"],
        "notification": ["level", "message", "locations"],
    ]

    private typealias Object = [String: Any]

    @Test(arguments: SampleReport.allCases) func `a log keeps the rules of SARIF`(sample: SampleReport) throws {
        let log = try object(SARIFRenderer().render(sample.report))
        check(log, is: "log")
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [Object])?.first)
        check(run, is: "run")
        let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
        check(driver, is: "driver")
        let rules = try #require(driver["rules"] as? [Object])
        let ids = rules.compactMap { $0["id"] as? String }
        #expect(ids == Set(ids).sorted() && ids.count == rules.count)
        for rule in rules {
            check(rule, is: "rule")
            // A message needs a text, whatever else it has.
            for kind in ["shortDescription", "fullDescription", "help"] {
                if let message = rule[kind] as? Object { #expect(message["text"] is String, "\(kind)") }
            }
        }
        for result in try #require(run["results"] as? [Object]) { try check(result, ids) }
        let invocation = try #require((run["invocations"] as? [Object])?.first)
        check(invocation, is: "invocation")
        #expect(invocation["executionSuccessful"] as? Bool == sample.report.failures.isEmpty)
        for notification in invocation["toolExecutionNotifications"] as? [Object] ?? [] {
            check(notification, is: "notification")
            for location in notification["locations"] as? [Object] ?? [] { try check(location: location) }
        }
    }

    @Test(arguments: [
        ("a.yml", "a.yml"), ("dir/ä b#?.yml", "dir/%C3%A4%20b%23%3F.yml"), ("<stdin>", "%3Cstdin%3E"),
        ("a:b.yml", "a%3Ab.yml"), ("/abs/a.yml", "file:///abs/a.yml"), ("100%.yml", "100%25.yml"),
        ("https://host:1/a%20b.yml?x=1", "https://host:1/a%20b.yml?x=1"),
    ])
    func `paths become URI references`(path: String, uri: String) {
        #expect(URIReference.text(path) == uri)
        #expect(URL(string: uri) != nil)
    }

    private func check(_ result: Object, _ ids: [String]) throws {
        check(result, is: "result")
        let index = try #require(result["ruleIndex"] as? Int)
        #expect(ids[index] == result["ruleId"] as? String)
        #expect(["error", "warning", "note"].contains(result["level"] as? String))
        #expect((result["message"] as? Object)?["text"] is String)
        let locations = try #require(result["locations"] as? [Object])
        #expect(locations.count == 1)
        let related = result["relatedLocations"] as? [Object] ?? []
        #expect(Set(related.compactMap { $0["id"] as? Int }).count == related.count)
        for location in locations + related { try check(location: location) }
        for fix in result["fixes"] as? [Object] ?? [] {
            check(fix, is: "fix")
            for change in try #require(fix["artifactChanges"] as? [Object]) {
                check(change, is: "change")
                check(try #require(change["artifactLocation"] as? Object), is: "artifact")
                let replacements = try #require(change["replacements"] as? [Object])
                #expect(!replacements.isEmpty)
                for replacement in replacements {
                    check(replacement, is: "replacement")
                    try check(region: replacement["deletedRegion"])
                }
            }
        }
    }

    private func check(location: Object) throws {
        check(location, is: "location")
        let physical = try #require(location["physicalLocation"] as? Object)
        let artifact = try #require(physical["artifactLocation"] as? Object)
        check(artifact, is: "artifact")
        #expect(URL(string: try #require(artifact["uri"] as? String)) != nil)
        try check(region: physical["region"])
    }

    private func check(region: Any?) throws {
        let region = try #require(region as? Object)
        check(region, is: "region")
        let numbers = try ["startLine", "startColumn", "endLine", "endColumn"].map { try #require(region[$0] as? Int) }
        #expect(numbers.allSatisfy { $0 >= 1 })
        #expect((numbers[2], numbers[3]) >= (numbers[0], numbers[1]))
    }

    private func check(_ object: Object, is kind: String) {
        #expect(Set(object.keys).isSubset(of: Self.members[kind] ?? []), "\(kind): \(object.keys)")
    }

    private func object(_ text: String) throws -> Object {
        try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
    }
}
