import Diagnostics
import GitLabCI
import Testing

/// What `expand` writes is read back as the same configuration.
struct ExpandedTextTests {
    @Test(.enabled(if: ConformanceSuite.isThere, "the conformance set is not beside the repository"))
    func `every valid case of GitLab stays the same pipeline`() throws {
        let suite = try #require(ConformanceSuite())
        var count = 0
        for verdict in suite.verdicts where verdict.valid {
            let (file, environment) = try #require(suite.environment(of: verdict))
            let before = PipelineLoader(environment).load(file)
            let root = try #require(before.configuration, "\(verdict.case)")
            for showsOrigins in [false, true] {
                let text = ExpandedText.of(root, showsOrigins: showsOrigins)
                let after = PipelineLoader(environment).load(SourceFile(name: "expanded.yml", text: text))
                #expect(after.errors.isEmpty, "\(verdict.case): \(after.errors)\n\(text)")
                #expect(after.warnings == before.warnings, "\(verdict.case)")
                #expect(after.jobs == before.jobs, "\(verdict.case)")
                #expect(after.stages == before.stages, "\(verdict.case)")
                let again = try #require(after.configuration, "\(verdict.case)")
                #expect(Self.withoutExtends(again) == Self.withoutExtends(root), "\(verdict.case)\n\(text)")
                #expect(ExpandedText.of(again) == ExpandedText.of(root), "\(verdict.case)")
            }
            count += 1
        }
        #expect(count > 300)
    }

    /// The expanded text has no `extends`, in jobs and in other maps at the top.
    private static func withoutExtends(_ root: ConfigMapping) -> ConfigMapping {
        root.mapValues { entry in
            let kept = (entry.value.mapping?.entries ?? []).filter { $0.key != .string("extends") }
            return entry.value.isMapping && !kept.isEmpty
                ? entry.value.replacing(.mapping(ConfigMapping(kept))) : entry.value
        }
    }

    static let strings = [
        "", " ", "a", "yes", "No", "on", "y", "N", "~", "null", "Null", "true", "012", "1_000", "12:30", "1e3", "0x1f",
        ".5", "-1", "+1", "1.0", ".inf", "2024-01-01", "2024-01-01 10:00:00", ":symbol", "::", ":", "a:", "a: b",
        "a :b",
        "a #b", "#a", "- a", "-", "--", "---", "--- a", "...", "-a", "? a", "?a", "&a", "*a", "!a", "|", ">", "%a",
        "@a",
        "`a`", "'a'", "\"a\"", "it's", "a\"b", "a\\b", "[a]", "{a}", "a, b", "a]", "<<", "<", "=", "=a", " a", "a ",
        "\ta", "a\t", "a\tb", "a\nb", "a\nb\n", "a\n", "\n", "\n\n", "a\n\n", "a\nb\n\n", "\na", " a\nb", " a\n  b\n",
        "  ",
        "a\n \nb", "a\n\nb", "a\n  b", "\ta\nb", "a\r\nb", "a\rb", "ä", "日本", "🚢", "a\u{85}b", "\u{2028}", "\u{FEFF}a",
        "\u{0}", "\u{7}", "\u{1B}[0m", "$[[ inputs.a ]]", "$CI", "${CI}", "%CI%", "a: |", "key: {a: b}",
        "!reference [a]",
        "a\n---\nb", "---\na", "# a\nb", "a # b\nc: d\n", "a\n# b", "\u{A0}", "a\u{A0}", "0o17", "08", "1,000", "12e03",
        "1.5e+3", "!!str a", "- a\n- b\n", String(repeating: "x", count: 2000), "=\n", "- \n",
    ]

    @Test(arguments: strings) func `a string stays the same string wherever it stands`(text: String) throws {
        let place = SourceSpan.start(of: SourceFile(name: "", text: ""))
        func value(_ content: ConfigValue.Content) -> ConfigValue { ConfigValue(content, at: place) }
        func map(_ key: String, _ content: ConfigValue) -> ConfigValue {
            value(.mapping(ConfigMapping([.init(key: .string(key), keySpan: place, value: content)])))
        }
        let string = value(.string(text))
        let list = value(
            .sequence([string, value(.sequence([string])), map("a", string), map(text, map("b", string))]))
        let root = ConfigMapping([
            .init(key: .string("one"), keySpan: place, value: string),
            .init(key: .string("list"), keySpan: place, value: list),
            .init(key: .string("map"), keySpan: place, value: map(text, list)),
            .init(key: .string("last"), keySpan: place, value: string),
        ])
        let written = ExpandedText.of(root)
        let file = SourceFile(name: "ci.yml", text: written)
        let loaded = ConfigurationLoader(LoadingEnvironment(files: MemoryProject())).load(file)
        #expect(loaded.failure == nil, "\(loaded.failure?.message ?? "")\n\(written)")
        #expect(loaded.root.map { $0 == root } ?? false, "\(written)")
    }

    @Test func `origins are said where the reader cannot see them`() throws {
        let project = MemoryProject(texts: [
            "base.yml": ".build:\n  image: alpine\n  variables: {A: 1}\n  script: [make]\n"
        ])
        let text = """
            include: base.yml
            build:
              extends: .build
              variables: &all
                B: 2
            test:
              script: [!reference [.build, script], "true"]
              variables: *all
            """
        let loaded = PipelineLoader(LoadingEnvironment(files: project)).load(SourceFile(name: "ci.yml", text: text))
        let root = try #require(loaded.configuration)
        #expect(
            ExpandedText.of(root, showsOrigins: true) == """
                .build:  # from base.yml:1 (include base.yml)
                  image: alpine
                  variables:
                    A: 1
                  script:
                    - make

                build:  # from ci.yml:2
                  image: alpine  # from base.yml:2 (extends .build)
                  variables:
                    A: 1  # from base.yml:3
                    B: 2
                  script:  # from base.yml:4 (extends .build)
                    - make

                test:  # from ci.yml:6
                  script:
                    -  # from base.yml:4 (!reference [.build, script])
                      - make
                    - "true"
                  variables:  # from ci.yml:4 (*all)
                    B: 2

                """)
    }
}
