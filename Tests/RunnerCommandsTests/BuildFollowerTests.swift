import BuildKit
import FileWriting
import LinuxProcess
import Supervision
import Testing

@testable import RunnerCommands

/// What becomes of what clients print, and of how they end.
@Suite struct BuildFollowerTests {
    /// Writes down what it is told.
    private final class Listener: BuildObserver {
        var told: [String] = []
        var endings: [BuildEnding] = []
        func begin(_ build: ObservedBuild, attempt: Int) { told.append("begin \(build.name) \(attempt)") }
        func receive(_ line: ProgressDecoder.Line, of build: ObservedBuild) {
            switch line {
            case .text(let text): told.append("\(build.name): \(text)")
            case .status(let status): told.append("\(build.name): \(status.vertexes.map(\.name))")
            }
        }
        func end(_ build: ObservedBuild, _ ending: BuildEnding) {
            told.append("end \(build.name) \(ending.outcome)")
            endings.append(ending)
        }
        func pulse() { told.append("pulse") }
        func finish() { told.append("finish") }
    }

    /// A follower of builds in a run that the test itself plays.
    private final class Play {
        let listener = Listener()
        var said: [String] = []
        var observer = RunObserver { _, _ in }
        private(set) var follower: BuildFollower?

        init(_ builds: [ImageBuild], retries: Int = 2) {
            let follower = BuildFollower(
                builds, retries: RetryPolicy(retries: retries, delay: .seconds(2)), observers: [listener]
            ) { [unowned self] in said.append($0) }
            follower.follow(by: &observer)
            self.follower = follower
        }

        func start(_ client: Int = 0) { observer.clientStarted(client) }

        func print(_ text: String, from client: Int = 0) {
            Array(text.utf8).withUnsafeBytes { observer.clientOutput?(client, $0) }
        }

        func end(_ client: Int = 0, _ status: Supervision.ExitStatus = .exited(0)) -> Supervisor.Event {
            observer.clientEnded(client, status)
        }
    }

    private func build(
        _ name: String = "app", in directory: String = "/nonexistent", _ index: Int = 0,
        display: ProgressDisplay = .lines, isChecked: Bool = false
    ) -> ImageBuild {
        let results = ResultFiles(
            clientMetadata: "\(directory)/client-\(index)", metadataFile: "\(directory)/metadata",
            digestFile: "\(directory)/digest")
        return ImageBuild(
            observed: ObservedBuild(index: index, name: name, tags: [], dockerfile: nil),
            call: BuildCall(arguments: ["build"]),
            check: isChecked
                ? BuildCall(arguments: ["build", "lint"], outputFile: "\(directory)/findings") : nil,
            results: results, display: display, facts: [], notes: [])
    }

    private static let transient = "error: failed to solve: r.example/a: unexpected status: 503 Service Unavailable\n"
    private static let broken =
        "error: failed to solve: process \"/bin/sh -c false\" did not complete successfully: exit code: 1\n"

    private static func step(_ name: String) -> String {
        "{\"vertexes\":[{\"digest\":\"sha256:\(name)\",\"name\":\"\(name)\"}]}\n"
    }

    @Test func aBuildThatSucceedsLeavesItsFiles() throws {
        try inPrivateDirectory { directory in
            let play = Play([build(in: directory)])
            try AtomicFile.write(#"{"containerimage.digest":"sha256:aa"}"#.utf8, to: "\(directory)/client-0")
            play.start()
            play.print(Self.step("one"))
            #expect(play.end() == .exited(.client(0), .exited(0)))
            play.follower?.finish()
            #expect(play.listener.told == ["begin app 1", "app: [\"one\"]", "end app success", "finish"])
            #expect(play.listener.endings[0].metadata?.digest == "sha256:aa")
            #expect(readFile("\(directory)/digest") == "sha256:aa" && play.said.isEmpty)
        }
    }

    /// Also where the client has written something about an image before it failed.
    @Test func aBuildThatFailsLeavesNone() throws {
        try inPrivateDirectory { directory in
            let play = Play([build(in: directory)])
            try AtomicFile.write(#"{"containerimage.digest":"sha256:aa"}"#.utf8, to: "\(directory)/client-0")
            play.start()
            play.print(Self.step("one") + Self.broken)
            #expect(play.end(0, .exited(1)) == .failed(client: 0, .init(code: 1, gravity: Outcome.buildFault.gravity)))
            #expect(play.listener.endings[0].outcome == .buildFault && play.listener.endings[0].metadata == nil)
            #expect(FileTree.names(in: directory) == ["client-0"])
        }
    }

    @Test func aFileThatCannotBeWrittenFailsTheBuild() throws {
        try inPrivateDirectory { directory in
            let play = Play([build(in: directory)])
            try FileTree.makeDirectories("\(directory)/digest")
            play.start()
            let outcome = Outcome.configuration
            #expect(play.end() == .failed(client: 0, .init(code: outcome.exitCode, gravity: outcome.gravity)))
            #expect(play.said.count == 1 && play.said[0].hasPrefix("--digest-file "))
            #expect(play.listener.endings.map(\.outcome) == [.configuration])
        }
    }

    /// A signal that was not ours ends the client in the middle of a line.
    @Test func aClientThatIsKilledLosesNothingOfWhatItSaid() {
        let play = Play([build()])
        play.start()
        play.print(Self.step("one") + "error: half a l")
        _ = play.end(0, .signalled(9))
        #expect(play.listener.told == ["begin app 1", "app: [\"one\"]", "app: error: half a l", "end app unavailable"])
        #expect(play.listener.endings[0].exitCode == 137)
    }

    @Test func whatFailsForTheMomentIsStartedAgainAsOftenAsIsAllowed() {
        let play = Play([build()], retries: 2)
        var waits: [Duration?] = []
        for attempt in 1...3 {
            play.start()
            play.print(Self.transient)
            guard case .failed(0, let failure) = play.end(0, .exited(1)) else {
                Issue.record("it has failed")
                return
            }
            #expect(failure.code == Outcome.transient.exitCode)
            waits.append(failure.retryAfter)
            #expect(play.listener.told.contains("begin app \(attempt)"))
        }
        #expect(waits.map { $0 == nil } == [false, false, true])
        #expect(waits == play.listener.endings.map(\.retriedAfter))
        #expect(waits[0].map { $0 >= .seconds(1) && $0 <= .seconds(2) } == true)
        #expect(waits[1].map { $0 >= .seconds(2) && $0 <= .seconds(4) } == true)
    }

    /// Neither its words nor half a line of it.
    @Test func aTryKnowsNothingOfTheOneBefore() {
        let play = Play([build()])
        play.start()
        play.print(Self.transient + "{\"vertexes\":[")
        _ = play.end(0, .exited(1))
        play.start()
        play.print(Self.step("two") + Self.broken)
        #expect(play.end(0, .exited(1)) == .failed(client: 0, .init(code: 1, gravity: Outcome.buildFault.gravity)))
        #expect(play.listener.told.contains("app: [\"two\"]"))
    }

    /// What a RUN step prints is not what the client says.
    @Test func aStepsOutputIsNotTheClientsWord() {
        let play = Play([build()])
        play.start()
        play.print(
            "{\"logs\":[{\"vertex\":\"a\",\"stream\":2,\"data\":\"\(Base64.encoded(Self.transient.utf8))\"}]}\n"
                + Self.broken)
        _ = play.end(0, .exited(1))
        #expect(play.listener.endings[0].outcome == .buildFault && play.listener.endings[0].retriedAfter == nil)
    }

    /// Their files are in a directory that is not there.
    @Test func linesOfSeveralBuildsMayComeInPieces() {
        let play = Play([build("api", 0), build("web", 1)])
        play.start(0)
        play.start(1)
        let pieces = zip((Self.step("one") + "text é\n").utf8, (Self.step("two") + "text ß\n").utf8)
        for (first, second) in pieces {
            withUnsafeBytes(of: first) { play.observer.clientOutput?(0, $0) }
            withUnsafeBytes(of: second) { play.observer.clientOutput?(1, $0) }
        }
        _ = play.end(1)
        _ = play.end(0)
        #expect(
            play.listener.told == [
                "begin api 1", "begin web 1", "api: [\"one\"]", "web: [\"two\"]", "api: text é", "web: text ß",
                "end web configuration", "end api configuration",
            ])
    }

    @Test func aBuildThatSaysNothingHasAnEndToo() {
        let play = Play([build()])
        play.start()
        _ = play.end(0, .exited(7))
        #expect(play.listener.told == ["begin app 1", "end app buildFault"])
        #expect(play.listener.endings[0].exitCode == 7 && play.listener.endings[0].failure == nil)
    }

    /// The client has the terminal; what it tells us is in a file, which the next try is not to append to.
    @Test func onATerminalTheTraceIsRead() throws {
        try inPrivateDirectory { directory in
            let trace = "\(directory)/trace"
            let play = Play([build(in: directory, display: .terminal(trace: trace))])
            #expect(play.observer.clientOutput == nil)
            play.start()
            try AtomicFile.write(
                "{\"vertexes\":[{\"digest\":\"a\",\"name\":\"x\",\"error\":\"\(Self.transient.dropFirst(7).dropLast())\"}]}"
                    .utf8, to: trace)
            guard case .failed(0, let failure) = play.end(0, .exited(1)) else {
                Issue.record("it has failed")
                return
            }
            #expect(failure.code == Outcome.transient.exitCode && failure.retryAfter != nil)
            #expect(play.listener.told == ["begin app 1", "app: [\"x\"]", "end app transient"])
            #expect(FileTree.names(in: directory).isEmpty)
            // A client that cannot be started writes none.
            play.start()
            _ = play.end(0, .exited(127))
        }
    }

    @Test func aCheckIsNoBuild() throws {
        try inPrivateDirectory { directory in
            let play = Play([build(in: directory, isChecked: true)])
            #expect(BuildFollower.calls(of: [build(in: directory, isChecked: true)]).count == 2)
            play.start(1)
            play.print("error: context deadline exceeded\n", from: 1)
            #expect(play.end(1) == .exited(.client(1), .exited(0)))
            // The client has said nothing of findings.
            try AtomicFile.write("".utf8, to: "\(directory)/findings")
            play.start(1)
            #expect(play.end(1) == .exited(.client(1), .exited(0)))
            play.start(1)
            play.print(Self.transient, from: 1)
            guard case .failed(1, let failure) = play.end(1, .exited(1)) else {
                Issue.record("it has failed")
                return
            }
            // It has been started twice before.
            #expect(failure.code == Outcome.transient.exitCode && failure.retryAfter == nil)
            #expect(play.listener.told.isEmpty)
        }
    }

    @Test func timePasses() {
        let play = Play([build()])
        play.observer.pulse?.body()
        #expect(play.observer.pulse?.interval == .seconds(1) && play.listener.told == ["pulse"])
    }
}
