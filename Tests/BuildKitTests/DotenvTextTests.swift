import BuildKit
import Testing

@Suite struct DotenvTextTests {
    @Test func theRulesAreKept() {
        var dotenv = DotenvText()
        #expect(dotenv.add("IMAGE_1", "r.example/a:b") == nil)
        #expect(dotenv.add("IMAGE-1", "x") == .key && dotenv.add("", "x") == .key && dotenv.add("ÄÖ", "x") == .key)
        #expect(dotenv.add("A", "one\ntwo") == .severalLines && dotenv.add("A", "one\rtwo") == .severalLines)
        #expect(dotenv.add("A", String(repeating: "x", count: DotenvText.sizeLimit)) == .size)
        for number in 2...20 { #expect(dotenv.add("V\(number)", "") == nil) }
        #expect(dotenv.add("V21", "") == .count)
        #expect(dotenv.text.hasPrefix("IMAGE_1=r.example/a:b\nV2=\n") && dotenv.text.hasSuffix("V20=\n"))
        #expect(DotenvText.key("web-front.ä") == "WEB_FRONT___")
    }

    /// GitLab refuses a report of 5120 bytes: it has to be smaller.
    @Test(arguments: [(5118, true), (5119, true), (5120, false), (5121, false)])
    func theReportIsSmallerThanTheLimit(_ size: Int, _ fits: Bool) {
        var dotenv = DotenvText()
        let refusal = dotenv.add("A", String(repeating: "x", count: size - "A=\n".utf8.count))
        #expect(refusal == (fits ? nil : .size))
        #expect(dotenv.text.utf8.count == (fits ? size : 0))
        // Bytes are counted, not characters.
        var wide = DotenvText()
        #expect(wide.add("A", String(repeating: "ä", count: 2558)) == nil && wide.add("B", "") == .size)
    }
}
