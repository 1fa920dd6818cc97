import BuildKit
import BuildReports
import Glibc
import LinuxProcess

/// Shows the builds of a run to people, and writes their reports.
final class BuildReporter: BuildObserver {
    /// How much of a build is printed; the client may show it itself.
    enum Detail { case all, failures, nothing }

    private let builds: [ObservedBuild]
    private let detail: Detail
    private let reports: [ReportFile]
    private let project: GitLabProject
    private let projectDirectory: String?
    private let shown: ShownText
    private let print: (String) -> Void
    private let say: (String) -> Void
    private var console: BuildConsole
    private var attempts: [Int: Int] = [:]
    private var records: [Int: BuildRecord] = [:]

    /// - Parameters:
    ///   - mask: also of the secrets that the builds are given.
    ///   - print: takes text for people, in whole lines.
    ///   - say: takes one line about the run itself.
    init(
        _ builds: [ObservedBuild], detail: Detail, options: ReportOptions, environment: [String: String],
        mask: SecretMask, print: @escaping (String) -> Void, say: @escaping (String) -> Void
    ) {
        self.builds = builds
        self.detail = detail
        self.print = print
        self.say = say
        reports = options.files
        project = GitLabProject(environment: environment)
        projectDirectory = Self.realPath(environment["CI_PROJECT_DIR"] ?? ".")
        shown = ShownText(mask: mask)
        let isJob = environment["GITLAB_CI"] == "true"
        console = BuildConsole(sections: isJob && !options.noSections, builds: builds.count, shown: shown)
    }

    func begin(_ build: ObservedBuild, attempt: Int) {
        attempts[build.index] = attempt
        records[build.index] = nil
        show(console.begin(build, attempt: attempt))
    }

    func receive(_ line: ProgressDecoder.Line, of build: ObservedBuild) { show(console.receive(line, of: build)) }

    func pulse() { show(console.pulse(at: monotonicNow())) }

    func end(_ build: ObservedBuild, _ ending: BuildEnding) {
        let record = record(build, ending)
        records[build.index] = record
        show(console.end(build, record: record, retriedAfter: ending.retriedAfter))
        if detail == .failures, ending.retriedAfter == nil { print(BuildConsole.failure(record)) }
    }

    func finish() {
        guard !reports.isEmpty else { return }
        let all = builds.map { records[$0.index] ?? lost($0) }
        for report in reports { report.write(all, for: project).forEach(say) }
    }

    /// A build that has no end never began, or was left behind: there was no builder for it.
    private func lost(_ build: ObservedBuild) -> BuildRecord {
        var record = record(build, BuildEnding(outcome: .unavailable, exitCode: Outcome.unavailable.exitCode))
        let hasBegun = attempts[build.index] != nil
        record.failure?.message =
            (hasBegun ? "the run was over before the build" : "the build did not begin, since there was no builder")
            + "; the job's log says why"
        return record
    }

    private func record(_ build: ObservedBuild, _ ending: BuildEnding) -> BuildRecord {
        BuildRecord(
            build, dockerfile: build.dockerfile.flatMap(pathInProject),
            progress: console.progress(of: build) ?? BuildProgress(), ending: ending,
            attempts: attempts[build.index] ?? 0, shown: shown)
    }

    private func show(_ text: String) {
        if detail == .all, !text.isEmpty { print(text) }
    }

    /// Nothing for a file that is not in the project.
    private func pathInProject(_ path: String) -> String? {
        guard let file = Self.realPath(path), let projectDirectory, file.hasPrefix("\(projectDirectory)/") else {
            return nil
        }
        return String(file.dropFirst(projectDirectory.count + 1))
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
