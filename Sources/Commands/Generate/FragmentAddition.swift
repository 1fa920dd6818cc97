import Diagnostics
import GitLabCI

/// A generated fragment in a file of its own, and an existing pipeline that includes it.
struct FragmentAddition {
    /// Where the fragment goes unless its place is given, from the root of the project.
    static let standardPath = ".gitlab/buildkit.gitlab-ci.yml"

    private let pipeline: FileChange
    private let fragment: FileChange
    /// What was done to the pipeline beside the added lines.
    let notes: [String]

    /// Nothing is written yet.
    ///
    /// - Parameters:
    ///   - text: the fragment: jobs, and no keywords that concern other jobs.
    ///   - pipelinePath: the pipeline that shall include it.
    ///   - fragmentPath: where the fragment goes; the standard place when nil.
    /// - Throws: when the two do not go together.
    init(_ text: String, to pipelinePath: String, fragmentPath: String?) throws(CommandFailure) {
        let file = try InputFile.read(pipelinePath)
        guard let project = ProjectDirectory(ProjectRoot.directory(of: pipelinePath)) else {
            throw CommandFailure("cannot find the project of \"\(pipelinePath)\"")
        }
        let fragmentPath = fragmentPath ?? project.shownName(of: Self.standardPath)
        let path = try Self.path(of: fragmentPath, in: project)
        let written = OverlaidProject(project, files: [path: Array(text.utf8)])
        let jobs = PipelineCheck(SourceFile(name: fragmentPath, text: text), in: project).root
        let addition: PipelineAddition
        do throws(EditRefusal) {
            let before = PipelineCheck(file, in: written)
            let isIncluded = try PipelineAddition(including: path, in: file).edits.isEmpty
            if !isIncluded, let name = Self.sharedName(jobs, before.root) {
                throw EditRefusal(
                    message: "there is a job \"\(name.text)\" already; name the new one by --job", span: name.span)
            }
            addition = try PipelineAddition(
                including: path, stages: Self.missingStages(of: jobs, in: before.root), in: file)
        } catch {
            throw CommandFailure("\(error)", status: .usage)
        }
        notes = addition.notes
        pipeline = try FileChange(path: pipelinePath, new: String(decoding: addition.bytes, as: UTF8.self))
        fragment = try FileChange(path: fragmentPath, new: text)
        let after = PipelineCheck(SourceFile(name: pipelinePath, text: pipeline.new), in: written)
        if after.hasErrors {
            throw CommandFailure(
                "with the added jobs the pipeline would not pass, so nothing is written:\n"
                    + TextRenderer(colour: StandardStream.error.takesColour)
                    .render(after.findings.filter { $0.severity == .error }), status: .findings)
        }
    }

    /// Both files, in the order in which they have to be written: an include never names what is not there yet.
    var changes: [FileChange] { [fragment, pipeline] }

    /// Writes what has changed, and says on standard error what that was.
    func write() throws(CommandFailure) {
        for change in changes { try change.write() }
        var sentences: [String] = []
        if fragment.isNeeded { sentences.append("\(fragment.old == nil ? "wrote" : "rewrote") \(fragment.path)") }
        if pipeline.isNeeded {
            sentences.append("\(pipeline.path) includes it now")
            sentences += notes
        }
        if sentences.isEmpty {
            sentences = ["nothing to do: \(pipeline.path) includes \(fragment.path), which is up to date"]
        }
        for sentence in sentences { StandardStream.error.write("buildkit-ci: \(sentence)\n") }
    }

    /// The path of the fragment from the root of the project.
    private static func path(of fragment: String, in project: ProjectDirectory) throws(CommandFailure) -> String {
        guard fragment.hasSuffix(".yml") || fragment.hasSuffix(".yaml") else {
            throw CommandFailure(
                "\"\(fragment)\" cannot be included; GitLab wants the ending .yml or .yaml", status: .usage)
        }
        // Its directory may have to be made yet.
        var (directory, below) = (FilePath.directory(of: fragment), FilePath.lastPart(of: fragment))
        while FilePath.real(directory) == nil, directory != "." {
            below = FilePath.join(FilePath.lastPart(of: directory), below)
            directory = FilePath.directory(of: directory)
        }
        let absolute = FilePath.real(directory).map { FilePath.join($0, below) }
        guard let inside = absolute.flatMap({ FilePath.below(project.root, $0) }),
            let path = ProjectPath.normalized(inside)
        else {
            throw CommandFailure(
                "\"\(fragment)\" lies outside of the project \(project.root), so it cannot be included", status: .usage)
        }
        return path
    }

    /// A job of the fragment that the pipeline has too, and which would be merged with it.
    private static func sharedName(_ fragment: ConfigMapping?, _ pipeline: ConfigMapping?) -> (
        text: String, span: SourceSpan
    )? {
        for entry in fragment?.entries ?? [] where entry.value.isMapping && entry.name != "workflow" {
            if let other = pipeline?.entry(entry.key) { return (entry.name, other.keySpan) }
        }
        return nil
    }

    private static func missingStages(of fragment: ConfigMapping?, in pipeline: ConfigMapping?) -> [String] {
        let known = Stages(pipeline?["stages"])
        var missing: [String] = []
        for entry in fragment?.entries ?? [] where !entry.name.hasPrefix(".") {
            guard let stage = entry.value["stage"]?.string, known.index(of: stage) == nil, !missing.contains(stage)
            else { continue }
            missing.append(stage)
        }
        return missing
    }
}
