package import BuildKit

/// Turns what clients print into text for people: plain progress, grouped into GitLab's collapsible sections.
///
/// GitLab decides at the beginning of a section whether it is collapsed. So a step's output waits until the step has
/// ended: then its section is collapsed if the step succeeded and open if it failed, and steps that ran at the same time
/// stand one after the other. Meanwhile a step that takes long shows life: how long it has run, and its newest lines.
/// Without sections every line is shown as it comes.
///
/// It does nothing itself: every call returns the text to print.
package struct BuildConsole: Sendable {
    let isGrouping: Bool
    let shown: ShownText
    /// Whether lines have to say to which build they belong.
    private let hasSeveralBuilds: Bool
    private var builds: [Int: FollowedBuild] = [:]

    /// - Parameters:
    ///   - sections: whether to group by GitLab's sections.
    ///   - builds: how many builds there will be.
    package init(sections: Bool, builds: Int = 1, shown: ShownText) {
        isGrouping = sections
        hasSeveralBuilds = builds > 1
        self.shown = shown
    }

    /// A try of a build begins.
    package mutating func begin(_ build: ObservedBuild, attempt: Int) -> String {
        let label = hasSeveralBuilds ? "[\(shown.text(build.name))] " : ""
        builds[build.index] = FollowedBuild(
            index: build.index, attempt: attempt, label: label, isGrouping: isGrouping, shown: shown)
        return ""
    }

    package mutating func receive(_ line: ProgressDecoder.Line, of build: ObservedBuild) -> String {
        builds[build.index]?.receive(line) ?? ""
    }

    /// Time passes; call it about once a second.
    ///
    /// - Parameter now: on any clock that only goes forward.
    package mutating func pulse(at now: Duration) -> String {
        builds.keys.sorted().map { builds[$0]?.pulse(at: now) ?? "" }.joined()
    }

    /// A try of a build has ended: what was not shown yet is, then the summary, then what went wrong.
    ///
    /// - Parameter record: of that try.
    package mutating func end(_ build: ObservedBuild, record: BuildRecord, retriedAfter: Duration?) -> String {
        guard var followed = builds.removeValue(forKey: build.index) else { return "" }
        return followed.end(record, retriedAfter: retriedAfter)
    }

    /// Why a build failed and what helps, where nothing else is shown of it; an empty text for a success.
    package static func failure(_ record: BuildRecord) -> String {
        BuildSummary(record: record, label: "", attempt: record.attempts).failure(rest: [])
    }

    /// The progress of a build that runs.
    package func progress(of build: ObservedBuild) -> BuildProgress? { builds[build.index]?.progress }
}
