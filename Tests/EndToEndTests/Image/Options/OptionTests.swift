import BuildKit
import Testing

extension EndToEnd {
    /// Every row of the table, one after the other on one daemon.
    @Suite(.needs("docker-registry"), .needsRoot, .bench) struct ImageOptionRows {
        @Test(arguments: OptionRow.all.filter { $0.obstacle == nil })
        func row(_ row: OptionRow) throws {
            let bench = try #require(ImageBench.current)
            bench.forgetOptions()
            try row.prove(bench)
            for subject in row.subjects where subject.hasPrefix("--") {
                #expect(bench.usedOptions.contains(subject), "the row does not use \(subject)")
            }
        }

        /// Says which rows this machine cannot prove.
        @Test(
            .enabled(
                if: OptionRow.all.allSatisfy { $0.obstacle == nil },
                "rows without a proof here: \(OptionRow.all.compactMap { row in row.obstacle.map { "\(row.title) (\($0))" } }.joined(separator: "; "))"
            ))
        func nothingIsInTheWay() {}
    }
}

@Suite struct OptionTableTests {
    /// No option without a proof, and no proof of what is no option.
    @Test func everyOptionHasARow() {
        let proven = Set(OptionRow.all.flatMap(\.subjects).filter { $0.hasPrefix("--") })
        let options = Set(BuildxOption.all.map(\.name))
        #expect(options.subtracting(proven) == [])
        #expect(proven.subtracting(options) == [])
    }

    @Test func buildArgumentsOfBuildxHaveARow() {
        let proven = Set(OptionRow.all.flatMap(\.subjects))
        for name in [
            "BUILDKIT_INLINE_CACHE", "BUILDKIT_SYNTAX", "BUILDKIT_MULTI_PLATFORM", "SOURCE_DATE_EPOCH", "HTTP_PROXY",
        ] {
            #expect(proven.contains(name), "\(name)")
        }
    }
}
