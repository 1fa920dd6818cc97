import Diagnostics
import GitLabCI
import Linting

/// Mends what rules find in one input, and in the local files that it includes.
struct FixRun {
    /// How often fixes are applied: one can make room for another.
    private static let rounds = 10

    let run: LintRun
    let allowsUnsafe: Bool

    /// A file with its text before and after.
    struct Change {
        let path: String
        let name: String
        let old: [UInt8]
        let new: [UInt8]
    }

    struct Outcome {
        var changes: [Change] = []
        /// How many findings were mended.
        var count = 0
        /// Why nothing is changed although there was something to mend.
        var refusal: String?
    }

    /// - Throws: when the input cannot be read.
    func outcome(on input: LintInput) throws(CommandFailure) -> Outcome {
        let original = try input.read()
        let before = try run.check(original, input)
        var overlay = OverlayProject(base: input.project)
        var current = before
        var originals: [String: SourceFile] = [:]
        var count = 0
        for _ in 0..<Self.rounds {
            let plan = FixPlan(mendable(current, original, input), allowsUnsafe: allowsUnsafe)
            guard !plan.applied.isEmpty else { break }
            for file in plan.files {
                guard let new = try? plan.edits.applied(to: file) else { continue }
                let path = file.path == original.path ? original.path : file.path
                if originals[path] == nil { originals[path] = file }
                overlay.changed[path] = new
            }
            count += plan.applied.count
            current = try check(original, overlay, input)
        }
        var outcome = Outcome()
        guard !originals.isEmpty else { return outcome }
        if let reason = Self.regression(from: before, to: current) {
            outcome.refusal = reason
            return outcome
        }
        outcome.count = count
        outcome.changes = originals.sorted { $0.key < $1.key }.compactMap { path, file in
            overlay.changed[path].map { Change(path: path, name: file.name, old: file.bytes, new: $0) }
        }.filter { $0.old != $0.new }
        return outcome
    }

    private func check(
        _ original: SourceFile, _ overlay: OverlayProject, _ input: LintInput
    ) throws(CommandFailure) -> CheckedFile {
        let file = SourceFile(
            name: original.name, path: original.path, bytes: overlay.changed[original.path] ?? original.bytes)
        return try run.check(
            file, LintInput(source: input.source, name: input.name, path: input.path, project: overlay))
    }

    /// The findings whose fix lies in the input itself or in files of its project.
    private func mendable(_ checked: CheckedFile, _ original: SourceFile, _ input: LintInput) -> [Diagnostic] {
        checked.findings.filter { finding in
            finding.fix?.edits.allSatisfy { edit in
                let file = edit.span.file
                return file.path == original.path
                    || (input.project.contents(of: file.path) != nil
                        && file.name == input.project.shownName(of: file.path))
            } ?? false
        }
    }

    /// Why a result is worse than what there was; nil when it is not.
    private static func regression(from before: CheckedFile, to after: CheckedFile) -> String? {
        if after.errors.count > before.errors.count {
            return "GitLab would refuse the result: \(after.errors.first ?? "")"
        }
        let old = Set(before.findings.map { "\($0.id) \($0.message)" })
        if let new = after.findings.first(where: { $0.severity == .error && !old.contains("\($0.id) \($0.message)") }) {
            return "the result would have a new error: \(new.message)"
        }
        if before.isValid, before.jobNames != after.jobNames { return "the result would have other jobs" }
        return nil
    }
}
