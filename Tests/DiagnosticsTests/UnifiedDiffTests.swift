import Testing

@testable import Diagnostics

struct UnifiedDiffTests {
    private static func diff(_ old: String, _ new: String) -> String {
        UnifiedDiff.text(from: old, to: new, oldName: "a", newName: "b")
    }

    private static let letters = "abcdefghijklmnopqrstuvwxyz".map { "\($0)\n" }.joined()

    @Test func `equal texts have no difference`() { #expect(Self.diff(Self.letters, Self.letters) == "") }

    @Test func `a change has three lines of context`() {
        #expect(
            Self.diff(Self.letters, Self.letters.replacing("m\n", with: "M\nN\n"))
                == "--- a\n+++ b\n@@ -10,7 +10,8 @@\n j\n k\n l\n-m\n+M\n+N\n n\n o\n p\n")
    }

    @Test func `near changes share a hunk and far ones do not`() {
        let near = Self.letters.replacing("c\n", with: "").replacing("j\n", with: "J\n")
        #expect(
            Self.diff(Self.letters, near)
                == "--- a\n+++ b\n@@ -1,13 +1,12 @@\n a\n b\n-c\n d\n e\n f\n g\n h\n i\n-j\n+J\n k\n l\n m\n")
        let far = Self.letters.replacing("c\n", with: "").replacing("k\n", with: "K\n")
        #expect(
            Self.diff(Self.letters, far)
                == "--- a\n+++ b\n@@ -1,6 +1,5 @@\n a\n b\n-c\n d\n e\n f\n@@ -8,7 +7,7 @@\n h\n i\n j\n-k\n+K\n l\n m\n n\n"
        )
    }

    @Test func `a new file, and one without a last line break`() {
        #expect(Self.diff("", "a\nb") == "--- a\n+++ b\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n")
        #expect(
            Self.diff("a\nb", "a\nb\n")
                == "--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")
    }

    /// Any list of changes has to make the new text of the old one.
    @Test func `changes lead from one text to the other`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                    "\(Int.random(in: 0...3, using: &generator))"[...]
                }
            }
            var result: [Substring] = []
            var position = 0
            for change in LineDifference.changes(from: texts[0], to: texts[1]) {
                result += texts[0][position..<change.old.lowerBound] + texts[1][change.new]
                position = change.old.upperBound
            }
            #expect(result + texts[0][position...] == texts[1], "\(texts)")
        }
    }
}
