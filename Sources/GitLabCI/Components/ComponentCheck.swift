package import Diagnostics

/// Holds a project to what GitLab requires of components (errors) and recommends (warnings).
///
/// https://docs.gitlab.com/ci/components/
package struct ComponentCheck {
    /// What GitLab recommends, one function a file; each gets one component.
    private static let advice: [@Sendable (ComponentText) -> [Diagnostic]] = [
        GlobalKeywordAdvice.findings, NameAdvice.findings, StageAdvice.findings, InputAdvice.findings,
        HostAdvice.findings,
    ]

    /// Keywords at the top that change every job of the pipeline which includes the component.
    static let globalKeywords: Set<String> = Grammar.reservedNames.union(["default", "workflow"])

    /// Files with what was found in each, in the order of their paths.
    package let files: [CheckedFile]

    /// - Parameters:
    ///   - environment: the project's files, and how its includes are found.
    ///   - tags: the project's tags that are no version, as far as they are known.
    package init(_ environment: LoadingEnvironment, tagsWithoutVersion tags: [String] = []) {
        let project = ComponentProject(environment.files)
        let loader = PipelineLoader(environment)
        var checked = ComponentLayout.check(project)
        for component in project.components {
            checked.append(Self.check(component, of: project, with: loader))
        }
        checked += ComponentPipelineCheck.check(project, with: loader, tagsWithoutVersion: tags)
        files = checked.sorted { $0.file.path < $1.file.path }
    }

    private static func check(
        _ component: ComponentProject.Component, of project: ComponentProject, with loader: PipelineLoader
    ) -> CheckedFile {
        do throws(LoadingError) {
            let text = try ComponentText(component, in: project.files)
            var checked = CheckedFile(text.file, kind: .component)
            checked.take(loader.loadComponent(text.file))
            checked.findings += advice.flatMap { $0(text) }
            checked.findings.sort(by: Diagnostic.precedes)
            return checked
        } catch {
            var checked = CheckedFile(error.span.file, kind: .component)
            checked.errors = [error.message]
            checked.findings = [error.diagnostic]
            return checked
        }
    }
}

extension CheckedFile {
    /// Takes over what GitLab says of a configuration.
    package mutating func take(_ report: PipelineReport) {
        errors += report.errors
        warnings += report.warnings
        findings += report.diagnostics
        gaps += report.missing.map { Gap(name: $0.name, reason: $0.reason, at: $0.span) }
        jobNames = report.jobs
        stages = report.stages
    }

    /// Adds a finding of ours; an error makes the file invalid.
    mutating func add(_ finding: Diagnostic) {
        findings.append(finding)
        if finding.severity == .error { errors.append(finding.message) }
    }
}
