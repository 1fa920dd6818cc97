import Diagnostics
import Glibc
import Linting
import Synchronization

/// Runs `shellcheck` once for each shell dialect over the scripts of each pipeline.
final class ShellCheckRun: Sendable {
    /// Why there are no findings of shellcheck.
    enum Problem: Error, CustomStringConvertible {
        case missing
        /// No script could be written for it.
        case unwritable
        case silent
        case unreadable

        var description: String {
            switch self {
            case .missing: "shellcheck is not on PATH"
            case .unwritable: "there is no place for temporary files"
            case .silent: "shellcheck did not end"
            case .unreadable: "shellcheck gave no report that can be read; version 0.7 or later is needed"
            }
        }
    }

    private let program: String?
    private let isRequired: Bool
    /// What went wrong first: it would go wrong with each pipeline.
    private let problem = Mutex<Problem?>(nil)

    /// - Parameter isRequired: whether it is an error that there is no shellcheck, or none that answers.
    init(isRequired: Bool = false, program: String? = ShellCheckProcess.path) {
        self.program = program
        self.isRequired = isRequired
    }

    /// The findings; none where shellcheck is not installed or, after one word about it on standard error, does not work.
    ///
    /// - Throws: that, where shellcheck is required.
    func findings(in pipeline: LintedPipeline) throws(Problem) -> [Diagnostic] {
        do throws(Problem) {
            if let known = problem.withLock({ $0 }) { throw known }
            return try found(in: pipeline)
        } catch {
            let isNew = problem.withLock { problem in
                defer { problem = error }
                return problem == nil
            }
            if isRequired { throw error }
            if isNew, error != .missing {
                StandardStream.error.write("buildkit-ci: \(error); its findings are left out\n")
            }
            return []
        }
    }

    private func found(in pipeline: LintedPipeline) throws(Problem) -> [Diagnostic] {
        guard let program else { throw .missing }
        let scripts = ShellCheckScript.all(in: pipeline)
        guard !scripts.isEmpty else { return [] }
        guard let directory = Self.makeDirectory() else { throw .unwritable }
        defer { rmdir(directory) }
        let byDialect = Dictionary(grouping: scripts, by: \.dialect)
        var found: [Diagnostic] = []
        for dialect in byDialect.keys.sorted() {
            found += try Self.findings(byDialect[dialect] ?? [], dialect, program, directory)
        }
        return found
    }

    private static func findings(
        _ scripts: [ShellCheckScript], _ dialect: String, _ program: String, _ directory: String
    ) throws(Problem) -> [Diagnostic] {
        var files: [String: ShellCheckScript] = [:]
        defer { for name in files.keys { unlink(name) } }
        for (number, script) in scripts.enumerated() {
            let name = "\(directory)/\(dialect)-\(number)"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw .unwritable }
            files[name] = script
            let problem = StandardStream.writeAll(Array(script.text.utf8), to: descriptor)
            guard close(descriptor) == 0, problem == nil else { throw .unwritable }
        }
        let codes = ShellCheckReport.excluded.map { "SC\($0)" }.joined(separator: ",")
        let options = ["--norc", "--format=json1", "--severity=warning", "--shell=\(dialect)", "--exclude=\(codes)"]
        guard let output = ShellCheckProcess.output(program, options + files.keys.sorted()) else { throw .silent }
        guard let findings = ShellCheckReport.findings(output, files) else { throw .unreadable }
        return findings
    }

    /// A directory that only we can read: scripts may hold what they should not.
    private static func makeDirectory() -> String? {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/buildkit-ci-XXXXXX".utf8CString)
        return mkdtemp(&template).map { String(cString: $0) }
    }
}
