import BuildRequests
import Diagnostics
import Generation

/// The files with which a project starts to build its images: the request, and the pipeline or what is added to it.
struct ProjectStart {
    /// In the order in which they have to be written.
    let changes: [FileChange]
    /// What was done to an existing pipeline beside added lines.
    let notes: [String]

    /// - Throws: when a file is in the way that may hold somebody's work.
    init(_ request: BuildRequest, of survey: RepositorySurvey, in project: ProjectDirectory) throws(CommandFailure) {
        let plan: Plan
        do {
            plan = try Plan(request)
        } catch {
            throw CommandFailure(error.description, status: .usage)
        }
        let requestFile = try FileChange(path: project.shownName(of: RequestFile.name), new: request.text)
        if requestFile.old != nil, requestFile.isNeeded {
            throw CommandFailure(
                "\"\(requestFile.path)\" is there already and asks for something else; change it and run"
                    + " \"buildkit-ci generate --from \(requestFile.path)\", or remove it", status: .usage)
        }
        let pipelinePath = project.shownName(of: RepositorySurvey.pipelinePath)
        let whole = try FileChange(
            path: pipelinePath, new: try GeneratedPipeline.text(of: plan, name: pipelinePath))
        if whole.old.map(Self.isGenerated) ?? true {
            changes = [requestFile, whole]
            notes = []
            return
        }
        let addition = try FragmentAddition(
            try GeneratedPipeline.fragment(of: plan), to: pipelinePath,
            fragmentPath: nil)
        if let fragment = addition.changes.first, let old = fragment.old, fragment.isNeeded, !Self.isGenerated(old) {
            throw CommandFailure(
                "\"\(fragment.path)\" is there already and was not generated; move it away first", status: .usage)
        }
        changes = [requestFile] + addition.changes
        notes = addition.notes
    }

    /// Whether a file is our own work, by the comment at its head.
    private static func isGenerated(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(1000), as: UTF8.self).contains(Generation.Pipeline.mark)
    }
}
