import BuildKit
import FoundationEssentials
import Testing

/// Which steps came from the cache, by traces (`buildctl build --trace`) of real builds on a fresh daemon with an
/// imported registry cache.
@Suite struct CachedStepsTests {
    /// - Returns: the names of the instructions that are taken for cached, and for run.
    private func instructions(of trace: String) throws -> (cached: Set<String>, run: Set<String>) {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        var decoder = ProgressDecoder()
        var progress = BuildProgress()
        let data = try Data(contentsOf: URL(filePath: "\(path)/Traces/\(trace).jsonl"))
        for line in decoder.feed(data) + decoder.finish() { progress.add(line) }
        let instructions = progress.steps.filter { $0.name.instruction.map { $0 != "FROM" } == true }
        #expect(progress.summary().cachedInstructions == instructions.filter(\.isCached).count)
        return (
            Set(instructions.filter(\.isCached).map(\.name.text)),
            Set(instructions.filter { !$0.isCached }.map(\.name.text))
        )
    }

    /// The sources have changed. The layers of both dependency steps are fetched, and so `--progress=plain` says of these
    /// `DONE 0.8s` and `DONE 0.4s`.
    @Test func `a step whose layer is fetched later was cached`() throws {
        let steps = try instructions(of: "fetched-layers")
        #expect(
            steps.cached == [
                "WORKDIR /app", "RUN dd if=/dev/urandom of=/dep bs=1M count=30",
                "WORKDIR /srv", "RUN dd if=/dev/urandom of=/srvdep bs=1M count=20",
            ])
        #expect(
            steps.run == [
                "COPY src.txt .", "RUN cat src.txt > out; dd if=/dev/urandom of=/big bs=1M count=5",
                "COPY --from=build /app/out /srv/out", "COPY late.txt .", "RUN cat late.txt",
            ])
    }

    /// The cache holds the last stage alone. Its first COPY is found there, so the steps of the first stage are told as
    /// cached; its second COPY is not, and so they run.
    @Test func `a step that runs after it was told as cached was not cached`() throws {
        let steps = try instructions(of: "run-after-cached")
        #expect(steps.cached == ["COPY --from=build /dep /dep"])
        #expect(
            steps.run == [
                "WORKDIR /app", "RUN dd if=/dev/urandom of=/dep bs=1M count=3; echo ran",
                "COPY late.txt .", "COPY --from=build /app /app", "RUN cat late.txt",
            ])
    }
}
