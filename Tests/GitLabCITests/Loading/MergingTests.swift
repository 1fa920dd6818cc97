import Diagnostics
import GitLabCI
import Testing

struct MergingTests {
    @Test(arguments: [
        (
            ".a: {x: 1, l: [1], m: {p: 1}}\nb: {extends: .a, l: [2], m: {q: 2}}\n",
            "{.a: {x: 1, l: [1], m: {p: 1}}, b: {x: 1, l: [2], m: {p: 1, q: 2}, extends: .a}}"
        ),
        (
            ".a: {x: 1}\n.b: {x: 2, y: ~}\nc: {extends: [.a, .b]}\n",
            "{.a: {x: 1}, .b: {x: 2, y: nil}, c: {x: 2, y: nil, extends: [.a, .b]}}"
        ),
        ("a: {extends: .b}\n", "a: unknown keys in `extends` (.b)"),
        ("a: {extends: [.b, 5]}\n", "a: unknown keys in `extends` (.b, 5)"),
        (".b: 1\na: {extends: .b}\n", "a: invalid base hashes in `extends` (.b)"),
        ("a: {extends: b}\nb: {extends: a}\n", "a: circular dependency detected in `extends`"),
        ("a: {extends: a}\n", "a: circular dependency detected in `extends`"),
        ("a: {extends: []}\nb: {extends: ~}\n", "{a: {extends: []}, b: {extends: nil}}"),
    ])
    func extends(text: String, expected: String) {
        #expect(Loading.outcome(text) == expected)
    }

    @Test func limitsTheStepsOfExtends() {
        func chain(_ steps: Int) -> String {
            "j0: {x: 1}\n" + (1...steps).map { "j\($0): {extends: j\($0 - 1)}\n" }.joined()
        }
        // In this order each step is resolved before the next one needs it, which changes nothing for GitLab.
        #expect(Loading.load(chain(11)).failure == nil)
        #expect(Loading.outcome(chain(12)) == "j1: nesting too deep in `extends`")
    }

    @Test func wideChainsOfExtendsAreQuick() {
        var text = ".j0: {x: 1}\n"
        for level in 1...10 {
            let bases = Array(repeating: ".j\(level - 1)", count: 12).joined(separator: ", ")
            text += ".j\(level): {extends: [\(bases)]}\n"
        }
        #expect(Loading.load(text).failure == nil)
    }

    @Test(arguments: [
        (".a: {s: [1, 2]}\nb: {s: [0, !reference [.a, s]]}\n", "{.a: {s: [1, 2]}, b: {s: [0, [1, 2]]}}"),
        ("b: !reference [c, d]\nc: {d: !reference [e]}\ne: x\n", "{b: x, c: {d: x}, e: x}"),
        ("b: !reference [c]\n", "!reference [\"c\"] could not be found"),
        ("b: !reference [c, d]\nc: [x]\n", "!reference [\"c\", \"d\"] could not be found"),
        ("b: !reference [c]\nc: false\n", "!reference [\"c\"] could not be found"),
        ("b: !reference [c]\nc: !reference [b]\n", "!reference [\"c\"] is part of a circular chain"),
        ("b: !reference [1]\n", "!reference [1] is not valid"),
        ("b: !reference []\n", "!reference [] is not valid"),
        ("b: !reference c\n", "!reference \"c\" is not valid"),
    ])
    func references(text: String, expected: String) {
        #expect(Loading.outcome(text) == expected)
    }

    @Test func referencesThatDoubleOverAndOverAreRefused() {
        var text = ".r0: [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let references = Array(repeating: "!reference [.r\(level - 1)]", count: 10).joined(separator: ", ")
            text += ".r\(level): [\(references)]\n"
        }
        #expect(Loading.outcome(text + "a: {script: !reference [.r9]}\n") == "The parsed YAML is too big")
    }

    @Test func edgeStagesAreAdded() {
        #expect(Loading.outcome("stages: [.post, a]\n") == "{stages: [.pre, a, .post]}")
        #expect(Loading.outcome("stages: []\n") == "{stages: []}")
    }

    @Test func provenanceNamesTheSteps() throws {
        let text = ".a: &x {s: [1]}\nb: {extends: .a}\nc: {<<: *x}\nd: {s: !reference [.a, s]}\n"
        let root = try #require(Loading.load(text).root)
        #expect(root["b"]?["s"]?.provenance?.step == .extends(".a"))
        #expect(root["c"]?["s"]?.provenance?.step == .mergeKey)
        #expect(root["d"]?["s"]?.provenance?.step == .reference([".a", "s"]))
        #expect(root["d"]?["s"]?.span.startPosition.description == "1:12")
    }
}
