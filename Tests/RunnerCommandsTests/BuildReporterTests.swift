import ArgumentParser
import BuildKit
import FileWriting
import LinuxProcess
import Testing

@testable import RunnerCommands

/// Who shows builds, and writes their reports whatever becomes of them.
@Suite struct BuildReporterTests {
    /// What a reporter prints and says, and its reports in a directory.
    private final class Desk {
        var printed = ""
        var said: [String] = []
        private(set) var reporter: BuildReporter?
        let builds: [ObservedBuild]

        static let kinds = ["annotations", "codequality", "dotenv", "html", "junit", "metrics"]

        init(
            _ names: [String], in directory: String, detail: BuildReporter.Detail = .all, options: [String] = [],
            environment: [String: String] = [:]
        ) throws {
            builds = names.enumerated().map {
                ObservedBuild(
                    index: $0, name: $1, tags: ["r.example/\($1):1"], dockerfile: "\(directory)/Dockerfile")
            }
            let reports = try ReportOptions.parse(
                Self.kinds.flatMap { ["--report-\($0)", "\(directory)/\($0)"] } + options)
            reporter = BuildReporter(
                builds, detail: detail, options: reports,
                environment: environment.merging(["CI_PROJECT_DIR": directory]) { $1 },
                mask: SecretMask(environment: [:], secrets: ["s3cret-value"]),
                print: { [unowned self] in printed += $0 },
                say: { [unowned self] in said.append($0) })
        }

        func play(_ lines: [String], of index: Int = 0) {
            var decoder = ProgressDecoder()
            for line in decoder.feed(lines.map { "\($0)\n" }.joined().utf8) + decoder.finish() {
                reporter?.receive(line, of: builds[index])
            }
        }
    }

    private static func step(_ digest: String, _ name: String, error: String? = nil) -> String {
        var end = "\"completed\":\"2026-11-22T16:00:02Z\""
        if let error { end += ",\"error\":\"\(error)\"" }
        return
            "{\"vertexes\":[{\"digest\":\"\(digest)\",\"name\":\"\(name)\",\"started\":\"2026-11-22T16:00:01Z\",\(end)}]}"
    }

    private static let success = BuildEnding(outcome: .success, exitCode: 0)
    private static let failure = BuildEnding(outcome: .buildFault, exitCode: 1)

    private func report(_ kind: String, in directory: String) throws -> String {
        try #require(readFile("\(directory)/\(kind)"))
    }

    @Test func allReportsAreWrittenAtTheEnd() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk(["app"], in: directory)
            desk.reporter?.begin(desk.builds[0], attempt: 1)
            desk.play([Self.step("a", "[1/2] RUN make s3cret-value")])
            desk.reporter?.end(desk.builds[0], Self.success)
            #expect(FileTree.names(in: directory).isEmpty)
            desk.reporter?.finish()
            #expect(FileTree.names(in: directory) == Desk.kinds)
            #expect(try report("dotenv", in: directory).contains("IMAGE=r.example/app:1\n"))
            #expect(desk.printed.contains("RUN make") && desk.said.isEmpty)
            for text in [desk.printed] + (try Desk.kinds.map { try report($0, in: directory) }) {
                #expect(!text.contains("s3cret-value"))
            }
        }
    }

    /// There was no builder, or the run was ended before.
    @Test func aBuildWithoutAnEndIsReportedAsOne() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk(["api", "web"], in: directory)
            desk.reporter?.begin(desk.builds[0], attempt: 1)
            desk.play([Self.step("a", "[1/2] RUN make")])
            desk.reporter?.finish()
            #expect(try report("dotenv", in: directory) == "")
            let metrics = try report("metrics", in: directory)
            #expect(metrics.contains("buildkit_build_success{image=\"api\"} 0\n"))
            #expect(metrics.contains("buildkit_build_attempts{image=\"api\"} 1\n"))
            #expect(metrics.contains("buildkit_build_attempts{image=\"web\"} 0\n"))
            let page = try report("html", in: directory)
            #expect(page.contains("RUN make") && page.contains("the run was over before the build; the job's log"))
            #expect(page.contains("the build did not begin, since there was no builder; the job's log"))
            #expect(try report("junit", in: directory).contains("failures=\"2\""))
        }
    }

    @Test func aCallWithoutBuildsHasEmptyReports() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk([], in: directory)
            desk.reporter?.finish()
            #expect(try report("codequality", in: directory) == "[]\n")
            #expect(try report("annotations", in: directory) == "{}\n")
            #expect(try report("metrics", in: directory).hasSuffix("# EOF\n"))
            #expect(try report("dotenv", in: directory) == "" && desk.printed == "")
        }
    }

    @Test func theLastTryCounts() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk(["app"], in: directory)
            desk.reporter?.begin(desk.builds[0], attempt: 1)
            desk.play([Self.step("a", "[1/2] RUN first", error: "exit code: 1")])
            desk.reporter?.end(
                desk.builds[0], BuildEnding(outcome: .transient, exitCode: 1, retriedAfter: .seconds(4)))
            desk.reporter?.begin(desk.builds[0], attempt: 2)
            desk.play([Self.step("a", "[1/2] RUN second")])
            desk.reporter?.end(desk.builds[0], Self.success)
            desk.reporter?.finish()
            #expect(desk.printed.contains("It is tried again in 4.0s"))
            let metrics = try report("metrics", in: directory)
            #expect(metrics.contains("buildkit_build_success 1\n") && metrics.contains("buildkit_build_attempts 2\n"))
            let page = try report("html", in: directory)
            #expect(page.contains("RUN second") && !page.contains("RUN first"))
        }
    }

    /// A try that has begun, and whose end nobody sees, does not leave the record of the one before.
    @Test func aTryThatIsLeftBehindIsNoSuccess() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk(["app"], in: directory)
            desk.reporter?.begin(desk.builds[0], attempt: 1)
            desk.reporter?.end(desk.builds[0], Self.success)
            desk.reporter?.begin(desk.builds[0], attempt: 2)
            desk.reporter?.finish()
            #expect(try report("metrics", in: directory).contains("buildkit_build_success 0\n"))
        }
    }

    @Test func oneReportThatCannotBeWrittenDoesNotStopTheOthers() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk(["app"], in: directory)
            try FileTree.makeDirectories("\(directory)/codequality")
            try AtomicFile.write("old".utf8, to: "\(directory)/junit")
            desk.reporter?.begin(desk.builds[0], attempt: 1)
            desk.reporter?.end(desk.builds[0], Self.failure)
            desk.reporter?.finish()
            #expect(desk.said.count == 1)
            #expect(desk.said[0].hasPrefix("--report-codequality \"\(directory)/codequality\": "))
            #expect(desk.said[0].hasSuffix("; the report is not written"))
            // Nothing half-written is left, and what was there is replaced.
            #expect(
                FileTree.names(in: directory) == Desk.kinds && FileTree.names(in: "\(directory)/codequality").isEmpty)
            #expect(try report("junit", in: directory) != "old")
        }
    }

    @Test func whatALimitLeavesOutIsSaid() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk((1...9).map { "image-\($0)" }, in: directory)
            for build in desk.builds {
                desk.reporter?.begin(build, attempt: 1)
                desk.reporter?.end(build, Self.success)
            }
            desk.reporter?.finish()
            #expect(try report("dotenv", in: directory).split(separator: "\n").count == 18)
            #expect(desk.said.isEmpty)
            let many = try Desk((1...21).map { "image-\($0)" }, in: directory)
            for build in many.builds { many.reporter?.end(build, Self.success) }
            many.reporter?.finish()
            #expect(try report("dotenv", in: directory).split(separator: "\n").count == 20)
            #expect(!many.said.isEmpty && many.said.allSatisfy { $0.hasPrefix("--report-dotenv ") })
        }
    }

    @Test func linesOfSeveralBuildsAreKeptApart() throws {
        try inPrivateDirectory { directory in
            let desk = try Desk(["api", "web"], in: directory)
            for build in desk.builds { desk.reporter?.begin(build, attempt: 1) }
            for step in 1...4 {
                for index in 0...1 {
                    desk.play([Self.step("\(step)", "[\(step)/4] RUN \(desk.builds[index].name)-\(step)")], of: index)
                }
            }
            desk.reporter?.end(desk.builds[1], Self.failure)
            desk.reporter?.end(desk.builds[0], Self.success)
            desk.reporter?.finish()
            let lines = desk.printed.split(separator: "\n")
            #expect(lines.allSatisfy { $0.hasPrefix("[api] ") || $0.hasPrefix("[web] ") }, "\(desk.printed)")
            #expect(!lines.contains { $0.hasPrefix("[api] ") && $0.contains("RUN web") })
            // In the order of the call, not of the ends.
            let junit = try report("junit", in: directory)
            let api = try #require(junit.firstRange(of: "RUN api-4")),
                web = try #require(junit.firstRange(of: "RUN web-1"))
            #expect(api.upperBound < web.lowerBound)
        }
    }

    @Test(arguments: [BuildReporter.Detail.all, .failures, .nothing])
    func asMuchIsPrintedAsIsAskedFor(_ detail: BuildReporter.Detail) throws {
        try inPrivateDirectory { directory in
            let desk = try Desk(["app"], in: directory, detail: detail)
            desk.reporter?.begin(desk.builds[0], attempt: 1)
            desk.play([Self.step("a", "[1/2] RUN make", error: "exit code: 2"), "error: failed to solve: exit code: 2"])
            desk.reporter?.pulse()
            desk.reporter?.end(
                desk.builds[0], BuildEnding(outcome: .transient, exitCode: 1, retriedAfter: .seconds(1)))
            // It is not over: only who sees all sees that.
            #expect(desk.printed.isEmpty == (detail != .all))
            desk.reporter?.begin(desk.builds[0], attempt: 2)
            desk.play(["error: failed to solve: exit code: 2"])
            desk.reporter?.end(desk.builds[0], Self.failure)
            #expect(desk.printed.contains("exit code: 2") == (detail != .nothing))
            desk.reporter?.finish()
            #expect(FileTree.names(in: directory) == Desk.kinds)
        }
    }

    /// GitLab wants paths from the root of the project, and only of files in it.
    @Test(arguments: [("Dockerfile", "Dockerfile"), ("a/../Dockerfile", "Dockerfile"), ("link", "Dockerfile")])
    func theDockerfileIsNamedAsInTheProject(_ given: String, _ shown: String) throws {
        try inPrivateDirectory { directory in
            try FileTree.makeDirectories("\(directory)/project/a")
            try AtomicFile.write("FROM x AS B\n".utf8, to: "\(directory)/project/Dockerfile")
            let project = "\(directory)/project"
            let warning =
                "{\"warnings\":[{\"vertex\":\"a\",\"level\":1,\"short\":\"\(Base64.encoded("StageNameCasing: B (line 1)".utf8))\","
                + "\"sourceInfo\":{\"filename\":\"Dockerfile\",\"data\":\"\"},\"range\":[{\"start\":{\"line\":1},\"end\":{\"line\":1}}]}]}"
            let build = ObservedBuild(
                index: 0, name: "app", tags: [], dockerfile: "\(project)/\(given == "link" ? "Dockerfile" : given)")
            let options = try ReportOptions.parse(["--report-codequality", "\(directory)/report"])
            let reporter = BuildReporter(
                [build], detail: .nothing, options: options, environment: ["CI_PROJECT_DIR": project],
                mask: SecretMask(environment: [:]), print: { _ in }, say: { _ in })
            reporter.begin(build, attempt: 1)
            var decoder = ProgressDecoder()
            for line in decoder.feed("\(warning)\n".utf8) { reporter.receive(line, of: build) }
            reporter.end(build, Self.success)
            reporter.finish()
            #expect(try report("report", in: directory).contains("\"path\": \"\(shown)\""))
        }
    }
}
