import Diagnostics
import GitLabCI
import Linting

/// The baselines that projects name in their configuration, each for the files of its own project.
struct ConfiguredBaselines {
    let checks: RuleChecks

    /// - Throws: when a baseline cannot be read.
    func apply(to report: inout CheckReport, of inputs: [LintInput]) throws(CommandFailure) {
        let projects = Dictionary(inputs.map { ($0.name, $0.project) }) { first, _ in first }
        var filesByProject: [String: [Int]] = [:]
        for (index, checked) in report.files.enumerated() {
            guard let project = projects[checked.file.name] else { continue }
            filesByProject[project.shownName(of: LintConfiguration.fileName), default: []].append(index)
        }
        for (_, indices) in filesByProject.sorted(by: { $0.key < $1.key }) {
            guard let project = projects[report.files[indices[0]].file.name],
                let path = try checks.configured(for: project).configuration.baseline
            else { continue }
            let left = try baseline(path, of: project)
                .applied(to: CheckReport(tool: report.tool, files: indices.map { report.files[$0] }))
            for (index, checked) in zip(indices, left.files) { report.files[index] = checked }
        }
    }

    private func baseline(_ path: String, of project: any ProjectFiles) throws(CommandFailure) -> Baseline {
        guard let bytes = project.contents(of: path) else {
            throw CommandFailure(
                "cannot read the baseline \"\(project.shownName(of: path))\" that \(LintConfiguration.fileName) names;"
                    + " --write-baseline writes it")
        }
        return try RuleOptions.baseline(bytes, named: project.shownName(of: path))
    }
}
