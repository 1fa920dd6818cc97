import BuildKit
import Testing

@Suite struct BuildkitdFlagsTests {
    @Test(
        arguments: [
            (["--root", "/a"], "/a"), (["--root=/a"], "/a"), (["-root=/a"], "/a"), (["-root", "/a"], "/a"),
            (["--root=/a", "--root", "/b"], "/b"), (["--rootless"], nil), (["--rooted=/a"], nil),
            (["root", "/a"], nil),
            (["--root"], nil), (["--root="], ""), ([], nil),
        ] as [([String], String?)])
    func theLastValueCounts(_ words: [String], _ value: String?) {
        #expect(BuildkitdFlags(words).value(of: "root") == value)
    }
}
