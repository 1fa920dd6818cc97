import LoopbackServer
import Testing

@testable import GitLabAPI

/// A server with one component project. The commit of a reference is a hash of its digits.
private func catalog() throws -> LoopbackServer {
    let tags = ["1.2.3", "v1.10.0", "1.9.9", "2.0.0-rc.1", "2.0.0", "nightly", "3.0.0-beta", "0.9.0"]
    let commits = ["1.2.3": "1", "v1.10.0": "2", "1.9.9": "3", "2.0.0": "4", "main": "5", "3.0.0-beta": "6", "7": "7"]
    return try LoopbackServer { request in
        let path = request.target.dropFirst("/api/v4/projects/g%2Fp".count)
        if path.hasPrefix("/releases") {
            let releases = tags.map { #"{"tag_name":"\#($0)","upcoming_release":false}"# }
            let upcoming = #"{"tag_name":"9.0.0","upcoming_release":true}"#
            return .answer(200, "[" + (releases + [upcoming]).joined(separator: ",") + "]")
        }
        if path.hasPrefix("/repository/commits/") {
            let reference = String(path.dropFirst("/repository/commits/".count))
            guard let digit = commits[reference] else { return .answer(404, #"{"message":"404 Commit Not Found"}"#) }
            return .answer(200, #"{"id":"\#(String(repeating: digit, count: 40))"}"#)
        }
        if path.hasPrefix("/repository/files/templates%2Fsimple.yml/raw")
            || path.hasPrefix("/repository/files/templates%2Ffolder%2Ftemplate.yml/raw")
        {
            return .answer(200, "spec:\n")
        }
        return .answer(404, #"{"message":"404 File Not Found"}"#)
    }
}

@Suite struct ComponentTests {
    @Test(arguments: [
        ("~latest", "4", "2.0.0"), ("1", "2", "1.10.0"), ("1.2", "1", "1.2.3"), ("1.9", "3", "1.9.9"),
        ("2", "4", "2.0.0"), ("1.2.3", "1", "1.2.3"), ("main", "5", nil), ("3.0.0-beta", "6", "3.0.0-beta"),
        // No release fits, but there is a branch of that name.
        ("7", "7", nil), (String(repeating: "8", count: 40), "8", nil),
    ])
    func versions(_ version: String, _ digit: String, _ chosen: String?) throws {
        let web = try catalog()
        let component = try GitLabServer.on(web).component("127.0.0.1:\(web.port)/g/p/simple@\(version)")
        #expect(component.file.sha == String(repeating: digit, count: 40))
        #expect(component.version == chosen)
        #expect(component.file.path == "templates/simple.yml")
    }

    @Test func aComponentInAFolder() throws {
        let web = try catalog()
        let component = try GitLabServer.on(web).component("127.0.0.1:\(web.port)/g/p/folder@main")
        #expect(component.file.path == "templates/folder/template.yml")
    }

    @Test(arguments: [
        ("simple@3", ServerFailure.Kind.versionNotFound(hasReleases: true)), ("simple@nothing", .referenceNotFound),
        ("other@main", .fileNotFound), ("sim.ple@main", .fileNotFound),
    ])
    func whatIsNotThere(_ text: String, _ kind: ServerFailure.Kind) throws {
        let web = try catalog()
        let server = try GitLabServer.on(web)
        let failure = #expect(throws: ServerFailure.self) { try server.component("127.0.0.1:\(web.port)/g/p/\(text)") }
        #expect(failure?.kind == kind)
    }

    @Test(arguments: ["gitlab.com/g/p/simple@1", "127.0.0.1/g/p/simple@1", "simple"])
    func whatIsNoAddressOfTheServer(_ text: String) throws {
        let web = try catalog()
        let server = try GitLabServer.on(web)
        let failure = #expect(throws: ServerFailure.self) { try server.component(text) }
        #expect(failure?.kind == .unsupportedComponent)
        #expect(web.requests.isEmpty)
    }
}

@Suite struct CatalogVersionTests {
    @Test func theHighestThatFits() {
        let tags = ["1.0.0", "1.0.10", "1.0.9", "v2.1.0", "2.1.0-rc", "x", "1.0", "2.1.0+build"]
        #expect(CatalogVersion("1")?.best(of: tags) == "1.0.10")
        #expect(CatalogVersion("1.0")?.best(of: tags) == "1.0.10")
        #expect(CatalogVersion("3")?.best(of: tags) == nil)
        #expect(CatalogVersion("~latest")?.best(of: []) == nil)
        #expect(SemanticVersion("1.2.3-") == nil)
        for text in ["1.2.3", "main", "v1", "1.x", "", "1.2.", "~Latest"] { #expect(CatalogVersion(text) == nil) }
    }
}
