import Testing

@testable import GitLabCI

struct NeedsGraphTests {
    private func circle(_ text: String) -> NeedsGraph.Circle? {
        let jobs = text.split(separator: ";").map { job in
            let parts = job.split(separator: ":", omittingEmptySubsequences: false)
            return (name: String(parts[0]), needs: parts[1].split(separator: ",").map(String.init))
        }
        return NeedsGraph(jobs).firstCircle()
    }

    @Test(arguments: ["a:", "a:;b:a;c:a,b", "d:b,c;b:a;c:a;a:", "a:missing", "a:missing;b:a,missing"])
    func acceptsGraphsWithoutCircles(text: String) {
        #expect(circle(text) == nil)
    }

    @Test func findsAJobThatNeedsItself() {
        #expect(circle("a:;b:a,b") == .itself("b"))
    }

    @Test func namesJobsInTheOrderOfTheSearch() {
        // The order of GitLab's message, which comes from Ruby's topological sort.
        #expect(
            circle("one:three;two:one;three:two")
                == .jobs(["one", "three", "two"], path: ["one", "three", "two", "one"]))
        #expect(circle("one:two;two:one") == .jobs(["one", "two"], path: ["one", "two", "one"]))
    }

    @Test func showsAWayRound() {
        #expect(circle("x:a;a:b;b:c,d;c:;d:a") == .jobs(["a", "b", "d"], path: ["a", "b", "d", "a"]))
    }

    @Test func takesLongChains() {
        let count = 100_000
        let jobs = (0..<count).map { (name: "j\($0)", needs: $0 + 1 < count ? ["j\($0 + 1)"] : []) }
        #expect(NeedsGraph(jobs).firstCircle() == nil)
    }
}
