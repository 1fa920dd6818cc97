import Testing

/// Where findings of the real shellcheck stand in the YAML.
@Suite(.enabled(if: RealTools.find("shellcheck") != nil, "shellcheck is not installed"))
struct ShellCheckPlaceTests {
    /// The same mistake in scripts of every style of YAML, reached in every way.
    private static let text = #"""
        .common: &common
          - echo "ü"; echo $(pwd)
        .texts:
          literal:
            - |
              set -e
              # ü
              echo "ü"; echo $(pwd)
        job:
          before_script: *common
          script:
            - cd plain; echo $(pwd)
            - 'cd ''single''; echo $(pwd)'
            - "cd \"dou\u0062le\"; echo $(pwd)"
            - >
              cd folded &&

              cd blank;
              echo $(pwd)
            - >-
              echo a
              && echo $(pwd)
            - - cd nested; echo $(pwd)
              - !reference [.texts, literal]
            - |2
                echo $(pwd)
            - cd "a
              b"; echo $(pwd)
            - ["cd x", cd flow; echo $(pwd)]
            - "cd a; \
               echo $(pwd)"
          after_script: [echo $(pwd)]

        """#

    @Test(arguments: ["\n", "\r\n"]) func isThatOfTheMistake(_ lineBreak: String) throws {
        let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = lines.enumerated().compactMap { number, line in
            line.firstRange(of: "$(pwd)").map {
                "ci.yml:\(number + 1):\(line[..<$0.lowerBound].unicodeScalars.count + 1): note"
            }
        }
        let cli = try CLI()
        try cli.makeRepository()
        try cli.write(lines.joined(separator: lineBreak), to: "ci.yml")
        let result = try cli.run("lint", "--shellcheck", "on", "ci.yml")
        #expect(result.error == "")
        let found = result.output.split(separator: "\n").filter { $0.hasSuffix("[SC2046]") }
        #expect(found.map { String($0.prefix { $0 != " " }) + " note" } == expected)
    }

    /// Shellcheck says of what is missing at the end that it is missing on a line below.
    @Test func theEndIsInTheScript() throws {
        let cli = try CLI()
        try cli.makeRepository()
        try cli.write("job:\n  script:\n    - if true; then\nother:\n  script: [echo]\n", to: "ci.yml")
        let result = try cli.run("lint", "--shellcheck", "on", "ci.yml")
        #expect(result.error == "")
        #expect(result.output.contains("ci.yml:3:20: warning: shellcheck: Expected a command"))
    }
}
