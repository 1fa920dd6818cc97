import BuildReports
import Testing

@Suite struct MetricsReportTests {
    /// Holds a text to the grammar of OpenMetrics as far as gauges use it.
    ///
    /// - Returns: the samples, by name and labels.
    private func samples(_ builds: [BuildRecord]) throws -> [String: Double] {
        let text = MetricsReport.render(builds, for: Formats.project).text
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.popLast() == "" && lines.popLast() == "# EOF")
        var samples: [String: Double] = [:]
        var families: Set<String> = []
        var family = ""
        for line in lines {
            if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) gauge/) {
                family = String(match.1)
                #expect(families.insert(family).inserted, "the family \(family) comes twice")
            } else if let match = line.wholeMatch(of: /# UNIT (\S+) ([a-z]+)/) {
                #expect(match.1 == family && family.hasSuffix("_\(match.2)"))
            } else if let match = line.wholeMatch(of: /# HELP (\S+) (.+)/) {
                #expect(match.1 == family)
            } else {
                let sample = try #require(
                    line.wholeMatch(
                        of:
                            /(([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,(?!\})|(?=\})))+\})?) ([0-9]+(?:\.[0-9]+)?)/
                    ),
                    "\(line)")
                #expect(sample.2 == family && !sample.1.contains(" ") && !sample.1.contains("#"))
                #expect(samples.updateValue(Double(sample.3) ?? .nan, forKey: String(sample.1)) == nil, "\(line)")
            }
        }
        return samples
    }

    @Test func everyReportKeepsTheRules() throws { for builds in Formats.cases { _ = try samples(builds) } }

    @Test func figuresAreThoseOfTheBuild() throws {
        let figures = try samples([Formats.success])
        #expect(figures["buildkit_build_success"] == 1 && figures["buildkit_build_duration_seconds"] == 7.5)
        #expect(figures["buildkit_build_cache_hit_ratio"] == 0.333 && figures["buildkit_build_warnings"] == 1)
        #expect(figures["buildkit_build_transferred_bytes"] == 3_400_285)
        #expect(figures[#"buildkit_build_steps{status="cached"}"#] == 1)
        #expect(
            figures[#"buildkit_step_duration_seconds{platform="linux/arm64",stage="test",step="2",instruction="RUN"}"#]
                == 3.7)
        #expect(try samples([Formats.failure])["buildkit_build_success"] == 0)
    }

    @Test func severalImagesHaveALabel() throws {
        let figures = try samples([
            Formats.success, Formats.record(Fixtures.failure, name: "odd \"name\" #\\1", index: 1),
        ])
        #expect(figures[#"buildkit_build_success{image="app"}"#] == 1)
        #expect(figures[#"buildkit_build_success{image="odd_\"name\"__\\1"}"#] == 0)
    }
}
