import Diagnostics
import GitLabCI
import Testing

struct InterpolationTests {
    private func outcome(_ inputs: String, _ content: String) -> String {
        Loading.outcome("spec:\n  inputs: \(inputs)\n---\n\(content)\n")
    }

    @Test(arguments: [
        ("{a: {default: x}}", "k: $[[ inputs.a ]]", "{k: x}"),
        ("{a: {default: x}}", "k-$[[inputs.a]]: p$[[ inputs.a ]]q", "{k-x: pxq}"),
        ("{a: {default: 5}}", "k: $[[ inputs.a ]]", "{k: 5}"),
        ("{a: {default: 5, type: number}}", "k: $[[ inputs.a ]]", "{k: 5}"),
        ("{a: {default: [x, 1], type: array}}", "k: [p, '$[[ inputs.a ]]', q]", "{k: [p, x, 1, q]}"),
        ("{a: {default: [x, 1], type: array}}", "k: $[[ inputs.a ]]", "{k: [x, 1]}"),
        ("{a: {default: [x, 1], type: array}}", "k: ${[[ $[[ inputs.a ]]", "{k: ${[[ [\"x\", 1]}"),
        ("{a: {default: [{b: {c: d}}], type: array}}", "k: $[[ inputs.a[0].b.c ]]", "{k: d}"),
        ("{a: {default: 'true', type: boolean}}", "k: $[[ inputs.a ]]", "{k: true}"),
        ("{a: ~}", "k: 1", "`a` input: required value has not been provided"),
        ("{a: {default: ~}}", "k: <$[[ inputs.a ]]>", "{k: <>}"),
        ("{a: {default: abcdef}}", "k: $[[ inputs.a | truncate(1,3) ]]", "{k: bcd}"),
        ("{a: {default: \"a b'c\"}}", "k: $[[ inputs.a | posix_escape ]]", "{k: a\\ b\\'c}"),
        ("{a: {default: '$CI_PROJECT_PATH $X'}}", "k: $[[ inputs.a | expand_vars ]]", "{k: group/tools $X}"),
        (
            "{a: {default: x}}", "k: $[[ inputs.a | nope ]]",
            "no function matching `nope`: check that the function name, arguments, and types are correct"
        ),
        ("{a: {default: x}}", "k: $[[ inputs.b ]]", "unknown interpolation provided: `b` in `inputs.b`"),
        ("{a: {default: x}}", "k: $[[ a ]] $[[ ab", "{k: $[[ a ]] $[[ ab}"),
        (
            "{a: {default: x}}", "k: $[[ ab ]]",
            "invalid pattern used for interpolation. valid pattern is $[[ inputs.input ]]"
        ),
        ("{a: {default: x}}", "k: $[[ matrix.B ]]", "{k: $[[ matrix.B ]]}"),
        ("{a: {default: x}}", "k: $[[ inputs.a[0]]]", "invalid array index in `inputs.a[0`: missing closing bracket"),
    ])
    func interpolates(inputs: String, content: String, expected: String) {
        #expect(outcome(inputs, content) == expected)
    }

    @Test func textWithoutAHeaderIsLeftAlone() {
        #expect(Loading.outcome("k: $[[ inputs.a ]]\n") == "{k: $[[ inputs.a ]]}")
    }

    @Test func longTextsAreQuick() {
        let header = "spec:\n  inputs: {a: {default: x}}\n---\n"
        let unclosed = String(repeating: "$[[a ", count: 100_000)
        #expect(Loading.load(header + "k: \"\(unclosed)\"\n").failure == nil)
        let functions = (0..<9_000).map { "$[[ inputs.a | truncate(0,\($0)) ]]" }.joined()
        let loaded = Loading.load(header + "k: \"\(functions)\"\n")
        #expect(loaded.root?["k"]?.string?.count == 8_999)
    }

    @Test func pointsAtTheBlock() throws {
        let text = "spec:\n  inputs: {a: {default: x}}\n---\nk: \"echo $[[ inputs.b ]]\"\n"
        let failure = try #require(Loading.load(text).failure)
        #expect(failure.span.text == "$[[ inputs.b ]]")
        #expect(failure.span.startPosition.description == "4:10")
    }
}
