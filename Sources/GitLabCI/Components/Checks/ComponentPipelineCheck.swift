import Diagnostics

/// The pipeline of the component project itself: does it try its components, and does it release them?
///
/// https://docs.gitlab.com/ci/components/#test-the-component
enum ComponentPipelineCheck {
    private static let path = ".gitlab-ci.yml"
    private static let ownPrefix = "$CI_SERVER_FQDN/$CI_PROJECT_PATH/"

    static func check(
        _ project: ComponentProject, with loader: PipelineLoader, tagsWithoutVersion tags: [String]
    ) -> [CheckedFile] {
        guard let bytes = project.files.contents(of: path) else {
            let file = SourceFile(name: project.files.shownName(of: path), path: path, bytes: [])
            var checked = CheckedFile(file)
            checked.add(
                Diagnostic(
                    id: "component-pipeline", severity: .warning,
                    message: "the project has no \"\(path)\", so that nothing tries its components or releases them",
                    at: .start(of: file), docs: "https://docs.gitlab.com/ci/components/#test-the-component"))
            return [checked] + tagFindings(tags)
        }
        let file = SourceFile(name: project.files.shownName(of: path), path: path, bytes: bytes)
        let report = loader.load(file)
        var checked = CheckedFile(file)
        checked.take(report)
        let untested = untested(project)
        if !untested.isEmpty {
            checked.add(
                Diagnostic(
                    id: "component-untested", severity: .warning,
                    message: "no pipeline of the project includes "
                        + untested.map { "\"\($0)\"" }.joined(separator: ", ")
                        + "; include each as \"\(ownPrefix)NAME@$CI_COMMIT_SHA\"",
                    at: .start(of: file), docs: "https://docs.gitlab.com/ci/components/#test-the-component"))
        }
        if let root = report.configuration, report.isComplete, !root.entries.contains(where: isRelease) {
            checked.add(
                Diagnostic(
                    id: "component-release", severity: .warning,
                    message:
                        "no job has the keyword \"release\", by which alone versions come into the catalog; add one"
                        + " for tags",
                    at: .start(of: file), docs: "https://docs.gitlab.com/ci/components/#publish-a-new-release"))
        }
        checked.findings.sort(by: Diagnostic.precedes)
        return [checked] + tagFindings(tags)
    }

    private static func isRelease(_ entry: ConfigMapping.Entry) -> Bool {
        entry.value.mapping?.hasValue("release") ?? false
    }

    /// The components that no YAML file outside of `templates` names: tests may be in files that the pipeline includes or
    /// runs as child pipelines.
    private static func untested(_ project: ComponentProject) -> [String] {
        let paths = project.files.paths.filter { path in
            (path.hasSuffix(".yml") || path.hasSuffix(".yaml")) && !path.hasPrefix(ComponentProject.folder + "/")
        }
        var names = project.components
        for path in paths where !names.isEmpty {
            let bytes = project.files.contents(of: path) ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            names.removeAll { text.contains("$CI_PROJECT_PATH/\($0.name)@") || text.contains($0.path) }
        }
        return names.map(\.name)
    }

    private static func tagFindings(_ tags: [String]) -> [CheckedFile] {
        tags.map { tag in
            let file = SourceFile(name: "refs/tags/\(tag)", bytes: [])
            var checked = CheckedFile(file)
            checked.add(
                Diagnostic(
                    id: "component-version", severity: .warning,
                    message:
                        "the tag \"\(tag)\" is no semantic version, so GitLab cannot publish it in the catalog; use tags"
                        + " such as \"1.4.0\"",
                    at: .start(of: file), docs: "https://docs.gitlab.com/ci/components/#component-versions"))
            return checked
        }
    }
}
