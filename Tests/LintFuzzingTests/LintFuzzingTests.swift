import LintFuzzing
import Testing

/// A small, fixed part of what `.ci/fuzz` does.
@Suite struct LintFuzzingTests {
    @Test(arguments: 0..<20) func `mutated pipelines have a result that can be true`(batch: Int) {
        let mutator = Mutator(Seed.all(under: Seed.conformanceFolder), seed: 1)
        for number in (batch * 100)..<(batch * 100 + 100) {
            let input = mutator.input(number)
            let problems = LintProbe.problems(of: input, isThorough: number % 10 == 0)
            #expect(problems.isEmpty, "\(input.name): .ci/fuzz --show 1 \(number)")
        }
    }

    @Test func `an input follows from its number`() {
        let seeds = Seed.all(under: nil)
        for number in 0..<200 {
            let first = Mutator(seeds, seed: 7).input(number)
            let second = Mutator(seeds, seed: 7).input(number)
            #expect(first.root == second.root && first.files == second.files)
        }
    }
}

/// What fuzzing found, made small.
@Suite struct FuzzingFindingsTests {
    private func problems(_ text: String) -> [String] {
        LintProbe.problems(of: Seed(name: "finding", root: Array(text.utf8)), isThorough: true)
    }

    /// It took a second: each finding looked at the whole line.
    @Test func `thousands of findings on one line`() {
        let keys = Array(repeating: "a: 1", count: 3_000).joined(separator: ", ")
        #expect(problems("job: {script: x, variables: {\(keys)}}").isEmpty)
        #expect(problems("job: {script: ü, variables: {\(keys)}}").isEmpty)
    }

    /// A fix added the key once more, and again in the next round.
    @Test(arguments: [
        "d:\n  image: moby/buildkit:rootless\n  variables:\n  script: buildctl-daemonless.sh build\n",
        "d:\n  image:\n    name: moby/buildkit\n    entrypoint:\n  script: buildctl-daemonless.sh build\n",
        "d:\n  services:\n    - name: a.example/docker:dind\n      alias:\n  script: docker build .\n",
        "d:\n  services:\n    - name: moby/buildkit\n      command: [--addr, tcp://0.0.0.0:1]\n      variables:\n  script: x\n",
    ])
    func `a key that holds nothing`(_ text: String) { #expect(problems(text).isEmpty) }

    /// Without it the item was none, or the colon before it was no sign of a key any more.
    @Test(arguments: [
        "d: {script: x, rules: [{if: &a}]}", "d: {script: x, variables: {A: &a , B: c}}", ".d: [&a, b]\ne: {script: x}",
        ".d: [b, &a ]\ne: {script: x}", "d: {script: [x], tags: &a [b]}",
        ".d: {&a : .b}\ne: {script: x}",
    ])
    func `an anchor in brackets`(_ text: String) { #expect(problems(text).isEmpty) }

    /// The value went on to the end of the script, and what was added became part of a command in it.
    @Test func `a value with a backquote too few`() {
        let text =
            "d:\n  script: buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=. "
            + "--export-cache type=registry,ref=a`p:cache\n"
        let files = ["Dockerfile": Array("FROM a AS b\nRUN c\nFROM d\nCOPY --from=b / /\n".utf8)]
        #expect(LintProbe.problems(of: Seed(name: "finding", root: Array(text.utf8), files: files)).isEmpty)
    }

    /// What was added behind the value came to stand on the empty line.
    @Test func `a value before an empty line of a folded scalar`() {
        let text =
            "d:\n  script:\n    - >\n      buildctl build --frontend dockerfile.v0 --local context=. "
            + "--local dockerfile=.\n      --export-cache type=registry,ref=a\n\n      echo\n"
        let files = ["Dockerfile": Array("FROM a AS b\nRUN c\nFROM d\nCOPY --from=b / /\n".utf8)]
        #expect(LintProbe.problems(of: Seed(name: "finding", root: Array(text.utf8), files: files)).isEmpty)
    }

    /// Of several only the last was removed in each round.
    @Test func `many times no cache`() {
        let flags = Array(repeating: "--no-cache", count: 20).joined(separator: " ")
        #expect(problems("d:\n  script: docker buildx build \(flags) .\n").isEmpty)
    }

    /// Of several in one command only the first was mended in each round.
    @Test func `many keys of Docker Hub`() {
        let keys = Array(repeating: "{\\\"docker.io\\\": 1}", count: 20).joined(separator: " ")
        let text = "d:\n  script:\n    - echo \"\(keys)\" > config.json\n    - buildctl-daemonless.sh build\n"
        #expect(problems(text).isEmpty)
    }

    /// Each use looked through all of the file.
    @Test func `many slips in one name`() {
        let rules = Array(repeating: "    - if: $CI_COMIT_BRANCH\n", count: 400).joined()
        #expect(problems("d:\n  script: x\n  rules:\n\(rules)").isEmpty)
    }

    /// The place of the finding ended in the middle of the first character.
    @Test func `a value that is too deep and begins with an emoji`() {
        #expect(problems("😀: " + String(repeating: "[", count: 120) + String(repeating: "]", count: 120)).isEmpty)
        #expect(problems("a: {script: x}\n---\n😀: x\n").isEmpty)
    }
}
