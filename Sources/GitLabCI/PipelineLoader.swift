package import Diagnostics

/// Judges a configuration as GitLab's linter does: loads it, checks its keywords, then the relations of its jobs.
package struct PipelineLoader: Sendable {
    private let environment: LoadingEnvironment

    package init(_ environment: LoadingEnvironment) { self.environment = environment }

    /// - Parameter file: the root of the configuration, such as `.gitlab-ci.yml`.
    package func load(_ file: SourceFile) -> PipelineReport {
        report(on: ConfigurationLoader(environment).load(file), isComponent: false)
    }

    /// Judges a file that pipelines include, on its own: what depends on the pipeline around it is withheld.
    ///
    /// An input without default gets a stand-in of its type; what is found where it is used is withheld too, and the
    /// report is then incomplete.
    ///
    /// - Parameters:
    ///   - file: a file below `templates/`.
    ///   - inputs: the value of `include:inputs`; nil for stand-ins.
    package func loadComponent(_ file: SourceFile, inputs: ConfigValue? = nil) -> PipelineReport {
        let loaded = ConfigurationLoader(environment).load(file, asComponent: true, inputs: inputs)
        return StandInFilter(loaded.standIns).filtered(report(on: loaded, isComponent: true))
    }

    private func report(on loaded: LoadedConfiguration, isComponent: Bool) -> PipelineReport {
        var report = PipelineReport()
        report.missing = loaded.missing
        report.diagnostics = loaded.notes
        report.configuration = loaded.root
        report.uncertain = loaded.uncertain
        report.documents = loaded.documents
        report.standIns = loaded.standIns
        if let failure = loaded.failure {
            report.errors = [failure.message]
            report.diagnostics.append(failure.diagnostic)
        } else if let root = loaded.root {
            check(root, loaded, isComponent, &report)
        }
        report.diagnostics.sort(by: Diagnostic.precedes)
        return report
    }

    private func check(
        _ root: ConfigMapping, _ loaded: LoadedConfiguration, _ isComponent: Bool, _ report: inout PipelineReport
    ) {
        let check = PipelineCheck(
            root, start: .start(of: loaded.file), isComplete: loaded.isComplete && !isComponent,
            uncertain: loaded.uncertain)
        report.errors = check.gitlabErrors
        report.warnings = check.gitlabWarnings
        report.diagnostics += check.errors + check.warnings
        report.pipeline = check.pipeline
        report.jobs = check.pipeline?.jobs.map(\.name) ?? []
        report.stages = check.pipeline?.stages.names ?? []
    }
}
