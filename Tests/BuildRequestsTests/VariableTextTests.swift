import Testing

@testable import BuildRequests

struct VariableTextTests {
    @Test(
        arguments: [
            ("", []),
            ("plain", [.literal("plain")]),
            ("$A", [.variable("A")]),
            ("${A}", [.variable("A")]),
            ("$A/b:$C_1", [.variable("A"), .literal("/b:"), .variable("C_1")]),
            ("x${A}y", [.literal("x"), .variable("A"), .literal("y")]),
            ("$", [.literal("$")]),
            ("$1", [.literal("$1")]),
            ("$$A", [.literal("$"), .variable("A")]),
            ("${A", [.literal("${A")]),
            ("${A:-b}", [.literal("${A:-b}")]),
            ("$(id)", [.literal("$(id)")]),
            ("$é", [.literal("$é")]),
        ] as [(String, [VariableText.Segment])])
    func `splits text from variables`(text: String, segments: [VariableText.Segment]) {
        #expect(VariableText(text).segments == segments)
    }
}
