import Diagnostics
import Glibc
import Linting

/// Runs `shellcheck` once for each shell dialect over the scripts of a pipeline.
enum ShellCheckRun {
    /// The findings; none where the program is not installed.
    static func findings(in pipeline: LintedPipeline) -> [Diagnostic] {
        guard let program = ShellCheckProcess.path else { return [] }
        let scripts = ShellCheckScript.all(in: pipeline)
        guard !scripts.isEmpty, let directory = makeDirectory() else { return [] }
        defer { rmdir(directory) }
        let byDialect = Dictionary(grouping: scripts, by: \.dialect)
        return byDialect.keys.sorted().flatMap { dialect in
            findings(byDialect[dialect] ?? [], dialect, program, directory)
        }
    }

    private static func findings(
        _ scripts: [ShellCheckScript], _ dialect: String, _ program: String, _ directory: String
    ) -> [Diagnostic] {
        var files: [String: ShellCheckScript] = [:]
        defer { for name in files.keys { unlink(name) } }
        for (number, script) in scripts.enumerated() {
            let name = "\(directory)/\(dialect)-\(number)"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return [] }
            files[name] = script
            let problem = StandardStream.writeAll(Array(script.text.utf8), to: descriptor)
            guard close(descriptor) == 0, problem == nil else { return [] }
        }
        let codes = ShellCheckReport.excluded.map { "SC\($0)" }.joined(separator: ",")
        let options = ["--norc", "--format=json1", "--severity=warning", "--shell=\(dialect)", "--exclude=\(codes)"]
        guard let output = ShellCheckProcess.output(program, options + files.keys.sorted()) else { return [] }
        return ShellCheckReport.findings(output, files)
    }

    /// A directory that only we can read: scripts may hold what they should not.
    private static func makeDirectory() -> String? {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/buildkit-ci-XXXXXX".utf8CString)
        return mkdtemp(&template).map { String(cString: $0) }
    }
}
