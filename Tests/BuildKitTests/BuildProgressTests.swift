import BuildKit
import Testing

@Suite struct BuildProgressTests {
    private func progress(_ lines: [String], logLimit: Int = 20) -> BuildProgress {
        var decoder = ProgressDecoder()
        var progress = BuildProgress(logLimit: logLimit)
        for line in decoder.feed(lines.map { "\($0)\n" }.joined().utf8) + decoder.finish() { progress.add(line) }
        return progress
    }

    private static let probe = [
        #"{"vertexes":[{"digest":"a","name":"[2/2] RUN make"}]}"#,
        #"{"vertexes":[{"digest":"a","name":"[2/2] RUN make","started":"2026-11-22T16:00:00Z","completed":"2026-11-22T16:00:00.5Z"},{"digest":"a","name":"[2/2] RUN make","started":"2026-11-22T16:00:10Z"}]}"#,
    ]

    @Test func theLastStartCounts() {
        let started = progress(Self.probe)
        #expect(started.steps.count == 1 && started.steps[0].starts == 2)
        #expect(started.steps[0].completed == nil && started.steps[0].duration == nil)
        let ended = progress(
            Self.probe + [
                #"{"vertexes":[{"digest":"a","name":"[2/2] RUN make","started":"2026-11-22T16:00:10Z","completed":"2026-11-22T16:00:12.25Z"}]}"#
            ])
        #expect(ended.steps[0].duration == .milliseconds(2_250))
        #expect(ended.summary().slowest.map(\.digest) == ["a"])
    }

    @Test func workIsWhatAllIntervalsTook() {
        let step = progress(
            Self.probe + [
                #"{"vertexes":[{"digest":"a","name":"[2/2] RUN make","started":"2026-11-22T16:00:10Z","completed":"2026-11-22T16:00:12.25Z"}]}"#,
                #"{"vertexes":[{"digest":"a","name":"[2/2] RUN make","started":"2026-11-22T16:00:10Z","completed":"2026-11-22T16:00:12.5Z"}]}"#,
            ]
        ).steps[0]
        #expect(step.workingTime == .seconds(3) && step.intervals.count == 2)
    }

    @Test func stepsAreNumberedAsTheyBegin() {
        let progress = progress([
            #"{"vertexes":[{"digest":"c","name":"[3/3] RUN c"},{"digest":"b","name":"[2/3] RUN b"},{"digest":"a","name":"[1/3] FROM a"}]}"#,
            #"{"vertexes":[{"digest":"a","started":"2026-11-22T16:00:10Z"},{"digest":"b","started":"2026-11-22T16:00:10Z","cached":true}]}"#,
        ])
        #expect(progress.steps.map(\.number) == [nil, 2, 1])
    }

    @Test func cachedComesLate() {
        let progress = progress(
            Self.probe + [
                #"{"vertexes":[{"digest":"a","started":"2026-11-22T16:00:10Z","completed":"2026-11-22T16:00:10Z","cached":true}]}"#,
                #"{"vertexes":[{"digest":"a","name":"[2/2] RUN make"}]}"#,
            ])
        #expect(progress.steps[0].isCached && progress.steps[0].fullName == "[2/2] RUN make")
        #expect(progress.summary().cacheHitRatio == 1 && progress.summary().slowest.isEmpty)
    }

    @Test func transfersAreSummedOnce() {
        let progress = progress([
            #"{"vertexes":[{"digest":"a","name":"[internal] load build context","started":"2026-11-22T16:00:00Z"}],"statuses":[{"id":"x","vertex":"a","current":10,"timestamp":"2026-11-22T16:00:00Z"}]}"#,
            #"{"statuses":[{"id":"x","vertex":"a","current":30,"total":40,"timestamp":"2026-11-22T16:00:00Z"},{"id":"y","vertex":"a","current":5,"timestamp":"2026-11-22T16:00:00Z","completed":"2026-11-22T16:00:00Z"},{"id":"z","vertex":"unknown","current":9}]}"#,
        ])
        #expect(progress.steps[0].bytes == 35 && progress.summary().bytes == 35)
        #expect(progress.steps[0].transfers.map(\.isCompleted) == [false, true])
        #expect(progress.summary().duration == nil && progress.summary().cacheHitRatio == nil)
    }

    @Test func logsAreJoinedAcrossPieces() {
        func log(_ text: String) -> String {
            "{\"logs\":[{\"vertex\":\"a\",\"stream\":1,\"data\":\"\(Base64.encoded(text.utf8))\",\"timestamp\":\"2026-11-22T16:00:00Z\"}]}"
        }
        let progress = progress(
            Self.probe + [log("on"), log("e\ntwo\r\n"), log("10%\r20%\rdone\n"), log("1\n2\n3\nno end")], logLimit: 4)
        #expect(progress.steps[0].log.lines == ["1", "2", "3", "no end"])
        #expect(progress.steps[0].log.byteCount == 34)
        var tail = LogTail()
        tail.append(Array("two\r\n10%\r20%\rdone\n".utf8))
        tail.append([0xc3])
        tail.append([0xa4])
        #expect(tail.lines == ["two", "done", "ä"])
        var long = LogTail()
        long.append(Array(repeating: UInt8(ascii: "x"), count: 100_000))
        #expect(long.lines.map(\.utf8.count) == [LogLines.longest] && long.byteCount == 100_000)
    }

    @Test func theDecoderTakesPiecesOfAnySize() {
        let bytes = Array(
            (Self.probe + ["plain text", "{not json", "{\"other\":1}", "error: x"]).joined(separator: "\r\n").utf8)
        var whole = ProgressDecoder()
        let expected = whole.feed(bytes) + whole.finish()
        var decoder = ProgressDecoder()
        var lines: [ProgressDecoder.Line] = []
        for byte in bytes { lines += decoder.feed([byte]) }
        lines += decoder.finish()
        #expect(lines == expected && lines.count == 6)
        #expect(
            lines.suffix(4) == [.text("plain text"), .text("{not json"), .text("{\"other\":1}"), .text("error: x")])
    }

    @Test func aFailureNamesStepExcerptAndMessage() {
        let error = "process \"/bin/sh -c exit 42\" did not complete successfully: exit code: 42"
        let quoted = error.replacing("\"", with: "\\\"")
        let progress = progress([
            #"{"vertexes":[{"digest":"c","name":"importing cache manifest from r/a:c","started":"2026-11-22T16:00:00Z","completed":"2026-11-22T16:00:01Z","error":"r/a:c: not found"}]}"#,
            "{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[2/2] RUN exit 42\",\"started\":\"2026-11-22T16:00:00Z\",\"completed\":\"2026-11-22T16:00:01Z\",\"error\":\"\(quoted)\"}]}",
            #"{"vertexes":[{"digest":"b","name":"[b 2/2] RUN sleep 9","started":"2026-11-22T16:00:00Z","completed":"2026-11-22T16:00:01Z","error":"context canceled"}]}"#,
            "Dockerfile:2", "--------------------", "   1 |     FROM busybox", "   2 | >>> RUN exit 42", "   3 |     ",
            "--------------------", "error: failed to solve: \(error)",
        ])
        let failure = progress.failure
        #expect(failure.step?.digest == "a" && failure.message == "failed to solve: \(error)" && !failure.isCancelled)
        #expect(failure.excerpt?.file == "Dockerfile" && failure.excerpt?.line == 2)
        #expect(failure.excerpt?.lines.map(\.text) == ["FROM busybox", "RUN exit 42", ""])
        #expect(failure.excerpt?.lines.map(\.isMarked) == [false, true, false])
        #expect(progress.steps[2].isCancelled)
    }

    @Test func withoutTextTheStepsTell() {
        let progress = progress([
            #"{"vertexes":[{"digest":"c","name":"importing cache manifest from r/a:c","error":"r/a:c: not found"}]}"#
        ])
        #expect(progress.failure.step == nil && progress.failure.message == "the build failed without a message")
        #expect(progress.failure.excerpt == nil)
    }

    @Test(
        arguments: [
            ("[2/5] WORKDIR /app", StepName.Kind.instruction(platform: nil, stage: nil, index: 2, total: 5), "WORKDIR"),
            ("[b 2/2] RUN x", .instruction(platform: nil, stage: "b", index: 2, total: 2), "RUN"),
            ("[stage-0 2/2] RUN x", .instruction(platform: nil, stage: "stage-0", index: 2, total: 2), "RUN"),
            ("[linux/arm64 1/2] FROM x", .instruction(platform: "linux/arm64", stage: nil, index: 1, total: 2), "FROM"),
            (
                "[linux/arm/v7 base 3/12] copy . .",
                .instruction(platform: "linux/arm/v7", stage: "base", index: 3, total: 12), "COPY"
            ),
            ("[internal] load .dockerignore", .internal, nil), ("[auth] a/b:pull token for r", .auth, nil),
            ("exporting to image", .export, nil), ("importing cache manifest from x", .importCache, nil),
            ("[odd] x", .other, nil),
            ("resolve image config", .other, nil), ("", .other, nil), ("[] x", .other, nil), ("[", .other, nil),
        ] as [(String, StepName.Kind, String?)])
    func namesAreUnderstood(_ name: String, _ kind: StepName.Kind, _ instruction: String?) {
        #expect(StepName(name).kind == kind)
        #expect(StepName(name).instruction == instruction)
    }

    @Test func warningsComeOnceWithTheirRule() {
        let short = Base64.encoded("FromAsCasing: casing (line 1)".utf8)
        let line =
            "{\"warnings\":[{\"vertex\":\"a\",\"level\":1,\"short\":\"\(short)\",\"detail\":[\"\(Base64.encoded("why".utf8))\"],\"url\":\"https://x\",\"sourceInfo\":{\"filename\":\"Dockerfile\",\"data\":\"\"},\"range\":[{\"start\":{\"line\":1},\"end\":{\"line\":2}}]}]}"
        let warnings = progress([line, line]).warnings
        #expect(warnings.count == 1 && warnings[0].rule == "FromAsCasing" && warnings[0].detail == ["why"])
        #expect(warnings[0].ranges == [1...2] && warnings[0].file == "Dockerfile" && warnings[0].url == "https://x")
    }
}
