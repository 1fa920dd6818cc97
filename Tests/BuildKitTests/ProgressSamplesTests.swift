import BuildKit
import Testing

/// The recordings of real builds.
@Suite(.enabled(if: Samples.arePresent, Samples.absence)) struct ProgressSamplesTests {
    private func progress(_ name: String) throws -> BuildProgress {
        var decoder = ProgressDecoder()
        var progress = BuildProgress()
        for line in decoder.feed(try Samples.bytes(name)) + decoder.finish() { progress.add(line) }
        return progress
    }

    @Test(arguments: Samples.streams)
    func everyStreamIsUnderstood(_ name: String) throws {
        let progress = try progress(name)
        #expect(!progress.steps.isEmpty)
        #expect(!progress.text.contains { $0.hasPrefix("{") })
        for step in progress.steps {
            #expect(!step.fullName.isEmpty)
            #expect(step.completed != nil && step.duration != nil, "\(step.fullName)")
            #expect(step.name.kind != .other, "\(step.fullName)")
        }
        let summary = progress.summary()
        #expect(summary.duration.map { $0 > .zero && $0 < .seconds(600) } == true)
        #expect(summary.cachedInstructions <= summary.instructions)
    }

    @Test(arguments: [
        ("uncached.jsonl", 10, 4, 0), ("cached.jsonl", 10, 4, 4), ("cacheexport.jsonl", 11, 4, 4),
        ("cacheimport.jsonl", 11, 4, 4),
        ("cacheimportmissing.jsonl", 10, 4, 0), ("failed.jsonl", 5, 0, 0), ("trace-plain.jsonl", 5, 0, 0),
        ("multi.jsonl", 9, 4, 0),
        ("local.jsonl", 10, 4, 4), ("oci.jsonl", 10, 4, 4), ("provenance.jsonl", 10, 4, 4),
        ("pushfail.jsonl", 10, 4, 4),
    ])
    func stepsAndCacheAreCounted(_ name: String, _ steps: Int, _ instructions: Int, _ cached: Int) throws {
        let progress = try progress(name)
        let summary = progress.summary()
        #expect(progress.steps.count == steps)
        #expect(summary.instructions == instructions)
        #expect(summary.cachedInstructions == cached)
    }

    @Test(
        arguments: [
            ("failed.jsonl", "[2/2] RUN echo about to fail; echo on stderr >&2; exit 42", 2, "exit code: 42"),
            ("pushfail.jsonl", "exporting to image", nil, "connection refused"),
            (
                "secretmissing.jsonl", "[stage-0 2/2] RUN --mount=type=secret,id=tok,required=true true", 2,
                "secret tok: not found"
            ),
            ("parse.jsonl", nil, 2, "unknown instruction: RUNN"),
            ("notfound.jsonl", nil, nil, "\"nosuch\" could not be found"),
            ("cancelled.jsonl", "[2/2] RUN echo sleeping && sleep 60 && echo done", nil, "context canceled"),
            // A trace has no text: the step itself tells.
            ("trace-plain.jsonl", "[2/2] RUN echo about to fail; echo on stderr >&2; exit 42", nil, "exit code: 42"),
        ] as [(String, String?, Int?, String)])
    func failuresAreExplained(_ name: String, _ step: String?, _ line: Int?, _ words: String) throws {
        let failure = try progress(name).failure
        #expect(failure.step?.fullName == step)
        #expect(failure.excerpt?.line == line)
        #expect(failure.message.contains(words), "\(failure.message)")
        #expect(failure.isCancelled == (name == "cancelled.jsonl"))
    }

    @Test func outputOfAFailedStepIsKept() throws {
        #expect(try progress("failed.jsonl").failure.step?.log.lines == ["about to fail", "on stderr"])
        #expect(try progress("clip.jsonl").steps.contains { $0.log.byteCount > 100_000 && $0.log.lines.count == 20 })
    }

    @Test func warningsOfTheChecks() throws {
        let warnings = try progress("lint.jsonl").warnings
        #expect(warnings.count == 8)
        #expect(
            warnings.allSatisfy { $0.rule != nil && $0.file == "Dockerfile" && $0.url?.hasPrefix("https://") == true })
        #expect(warnings.first?.rule == "FromAsCasing" && warnings.first?.ranges == [1...1])
    }
}
