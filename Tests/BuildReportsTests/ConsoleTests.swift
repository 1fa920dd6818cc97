import BuildKit
import BuildReports
import RecordedText
import Testing

@Suite struct ConsoleTests {
    private static let absence: Comment = "the directory ../shared/samples beside the package is absent"

    private static func success() -> Recording {
        var recording = Recording(lines: Fixtures.success, metadata: Fixtures.metadata)
        recording.build = ObservedBuild(
            index: 0, name: "app", tags: ["r.example/g/app:1", "r.example/g/app:latest"],
            dockerfile: "docker/Dockerfile")
        return recording
    }

    @Test func aBuildInSections() throws {
        let text = Self.success().console()
        try RecordedText.expect(
            text.replacing("\u{1b}", with: "<ESC>").replacing("\r", with: "<CR>"), in: "success.sections.txt")
        let log = SectionLog(text)
        #expect(log.problems.isEmpty && log.sections.dropLast().allSatisfy(\.isCollapsed))
    }

    @Test func aBuildWithoutSections() throws {
        var recording = Self.success()
        recording.sections = false
        try RecordedText.expect(recording.console(), in: "success.plain.txt")
    }

    @Test func aFailureIsOpenAndComesLast() throws {
        let text = Recording(lines: Fixtures.failure).console()
        try RecordedText.expect(
            text.replacing("\u{1b}", with: "<ESC>").replacing("\r", with: "<CR>"), in: "failure.sections.txt")
        let log = SectionLog(text)
        #expect(log.problems.isEmpty)
        let open = log.sections.filter { !$0.isCollapsed }.map(\.title)
        #expect(open.contains { $0.contains("RUN make") && $0.contains("ERROR") })
        #expect(log.lines.last == "Outcome: build fault, exit code 1")
    }

    @Test(.enabled(if: Samples.arePresent, absence), arguments: Samples.names)
    func sectionsOfRealBuildsAreWellFormed(_ name: String) throws {
        var recording = try Recording(sample: name)
        let log = SectionLog(recording.console())
        #expect(log.problems.isEmpty)
        #expect(log.sections.contains { $0.title.hasPrefix("Summary: ") })
        recording.sections = false
        let plain = SectionLog(recording.console())
        #expect(plain.problems.isEmpty && plain.sections.isEmpty)
    }

    @Test(.enabled(if: Samples.arePresent, absence), arguments: ["failed", "lint", "multi"])
    func anyPiecesGiveTheSameText(_ name: String) throws {
        let recording = try Recording(sample: name)
        let whole = recording.console()
        for chunk in [7, 4096] { #expect(recording.console(chunk: chunk) == whole, "in pieces of \(chunk)") }
    }

    @Test func piecesOfFixturesToo() {
        for recording in [Self.success(), Recording(lines: Fixtures.failure)] {
            #expect([1, 2, 64].allSatisfy { recording.console(chunk: $0) == recording.console() })
        }
    }

    @Test func aLongStepShowsLife() {
        let build = ObservedBuild(index: 0, name: "app", tags: [], dockerfile: nil)
        for sections in [true, false] {
            var console = BuildConsole(sections: sections, shown: ShownText(mask: SecretMask(environment: [:])))
            var text = console.begin(build, attempt: 1)
            func play(_ lines: [String]) -> String {
                var decoder = ProgressDecoder()
                return decoder.feed(lines.map { "\($0)\n" }.joined().utf8).map { console.receive($0, of: build) }
                    .joined()
            }
            text += play([
                Fixtures.vertex("a", "[1/1] RUN make", from: "00"),
                Fixtures.log("a", "one\ntwo\nthree\nfour\nfi", at: "05"),
            ])
            #expect(text.contains("one") != sections)
            var life = (0..<10).map { console.pulse(at: .seconds($0)) }.joined()
            #expect(life == "")
            life = console.pulse(at: .seconds(10))
            #expect(
                life
                    == (sections
                        ? "#1 [1/1] RUN make has been running for 10.0s\n#1 5.000 two\n#1 5.000 three\n#1 5.000 four\n#1 fi\n"
                        : ""))
            // Nothing new: still a sign, on both ways.
            #expect(console.pulse(at: .seconds(15)) == "")
            #expect(console.pulse(at: .seconds(20)).hasPrefix("#1 [1/1] RUN make has been running for 20.0s\n"))
            #expect(console.pulse(at: .seconds(60)).contains("for 60.0s"))
            #expect(console.pulse(at: .seconds(80)) == "" && console.pulse(at: .seconds(90)).contains("for 90.0s"))
            // It is shown once it has ended, though nothing else comes.
            #expect(play([Fixtures.vertex("a", "[1/1] RUN make", from: "00", to: "59")]) == "")
            let end = console.pulse(at: .seconds(91))
            #expect(end.contains("DONE 59.0s") && end.contains("#1 fi\n"))
            #expect(console.pulse(at: .seconds(120)) == "")
        }
    }

    @Test func muchOutputIsShownInParts() {
        let line = String(repeating: "x", count: 99) + "\n"
        let lines =
            [Fixtures.vertex("a", "[1/1] RUN yes", from: "00")]
            + (0..<60).map { _ in Fixtures.log("a", String(repeating: line, count: 100), at: "01") }
            + [
                Fixtures.vertex("a", "[1/1] RUN yes", from: "00", to: "09", error: "exit code: 1"),
                "error: exit code: 1",
            ]
        let log = SectionLog(Recording(lines: lines).console())
        #expect(log.problems.isEmpty)
        let parts = log.sections.filter { $0.title.hasPrefix("#1 ") }
        #expect(parts.count == 3 && parts.map(\.isCollapsed) == [true, true, false])
        #expect(parts.reduce(0) { $0 + $1.lines.count } == 6_000)
    }

    @Test func buildsAtOnceAreToldApart() {
        var console = BuildConsole(sections: true, builds: 2, shown: ShownText(mask: SecretMask(environment: [:])))
        let recordings = ["api", "web"].enumerated().map { index, name in
            var recording = Recording(lines: Fixtures.success)
            recording.build = ObservedBuild(index: index, name: name, tags: [], dockerfile: nil)
            return recording
        }
        var text = ""
        for recording in recordings { text += console.begin(recording.build, attempt: 1) }
        for lines in zip(recordings[0].lines(), recordings[1].lines()) {
            text +=
                console.receive(lines.0, of: recordings[0].build) + console.receive(lines.1, of: recordings[1].build)
        }
        for recording in recordings {
            text += console.end(recording.build, record: recording.record, retriedAfter: nil)
        }
        let log = SectionLog(text)
        #expect(log.problems.isEmpty)
        #expect(log.sections.allSatisfy { $0.title.hasPrefix("[api] ") || $0.title.hasPrefix("[web] ") })
        #expect(log.lines.allSatisfy { $0.hasPrefix("[api] ") || $0.hasPrefix("[web] ") })
    }

    @Test func aTryThatIsRepeatedHasNoSummary() {
        let recording = Recording(lines: Fixtures.failure)
        var console = BuildConsole(sections: true, shown: recording.shown)
        _ = console.begin(recording.build, attempt: 1)
        for line in recording.lines() { _ = console.receive(line, of: recording.build) }
        let text = console.end(recording.build, record: recording.record, retriedAfter: .seconds(4))
        #expect(!text.contains("Summary") && text.contains("It is tried again in 4.0s"))
    }

    @Test func textWithoutProgressIsShown() {
        let text = Recording(lines: ["Incorrect Usage: flag provided but not defined: -x", "", "NAME:", "error: flag"])
            .console()
        #expect(text.contains("Incorrect Usage: flag provided but not defined: -x\n\nNAME:\n"))
        #expect(
            text.hasSuffix("The build failed\nError: flag\nOutcome: build fault, exit code 1\n")
                || text.contains("Cause: "))
    }
}
