import Diagnostics
import GitLabCI

extension ImageBuild {
    /// Works out `contextPath` and `dockerfilePath`, once for all rules.
    mutating func findFiles(in job: LintedJob) {
        contextPath = context.flatMap { Self.projectPath(of: $0.text, in: job) }
        if let dockerfile {
            dockerfilePath = Self.projectPath(of: dockerfile.text, in: job)
        } else if tool != .buildctl {
            // Without files of its own, buildctl reads the Dockerfile from an address.
            dockerfilePath = contextPath.map { Self.join($0, "Dockerfile") }
        }
    }

    /// The path in the project of something that the command line names; nil where that is not known: it depends on
    /// unknown variables, the script changes the directory, or it lies outside of the project.
    private static func projectPath(of text: String, in job: LintedJob) -> String? {
        guard !job.runs(["cd", "pushd", "git"]) else { return nil }
        var path = text
        for prefix in ["${CI_PROJECT_DIR}", "$CI_PROJECT_DIR"] where path.hasPrefix(prefix) {
            path = "." + path.dropFirst(prefix.count)
        }
        guard let known = job.expanded(path), !known.hasPrefix("/"), !known.contains(utf8: "$"),
            !known.contains(utf8: "://")
        else { return nil }
        // The root itself has no path in a project.
        return known.split(utf8: "/").allSatisfy { $0 == "." } ? "" : ProjectPath.normalized(known)
    }

    /// The Dockerfile of the build; nil where it is not known which, or there is none.
    package func dockerfile(in pipeline: LintedPipeline) -> DockerfileText? {
        dockerfilePath.flatMap(pipeline.dockerfile)
    }
}
