import Diagnostics
import GitLabCI

extension ImageBuild {
    /// The path in the project of something that the command line names; nil where that is not known: it depends on
    /// unknown variables, the script changes the directory, or it lies outside of the project.
    package func projectPath(of text: String, in job: LintedJob) -> String? {
        guard !job.commands.contains(where: { $0.name == "cd" || $0.name == "pushd" || $0.name == "git" }) else {
            return nil
        }
        var path = text
        for prefix in ["${CI_PROJECT_DIR}", "$CI_PROJECT_DIR"] where path.hasPrefix(prefix) {
            path = "." + path.dropFirst(prefix.count)
        }
        guard let known = job.expanded(path), !known.hasPrefix("/"), !known.contains("$"), !known.contains("://") else {
            return nil
        }
        // The root itself has no path in a project.
        let parts = known.split(separator: "/").filter { $0 != "." }
        return parts.isEmpty ? "" : ProjectPath.normalized(known)
    }

    /// The directory of the context in the project, `""` for the whole project; nil where it is not known.
    package func contextPath(in job: LintedJob) -> String? { context.flatMap { projectPath(of: $0.text, in: job) } }

    /// The path of the Dockerfile in the project; nil where it is not known.
    package func dockerfilePath(in job: LintedJob) -> String? {
        if let dockerfile { return projectPath(of: dockerfile.text, in: job) }
        // Without files of its own, buildctl reads the Dockerfile from an address.
        guard tool != .buildctl, let context = contextPath(in: job) else { return nil }
        return Self.join(context, "Dockerfile")
    }

    /// The Dockerfile of the build; nil where it is not known which, or there is none.
    package func dockerfile(of job: LintedJob, in pipeline: LintedPipeline) -> DockerfileText? {
        dockerfilePath(in: job).flatMap(pipeline.dockerfile)
    }
}
