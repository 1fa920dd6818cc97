import Diagnostics
import GitLabCI

/// The check of all inputs, several at a time.
struct LintRun {
    /// What the loader knows of the world, for a file of a project.
    var environment: @Sendable (LintInput) -> LoadingEnvironment = { LoadingEnvironment(files: $0.project) }
    /// Whether to describe the jobs, for the formats that show them.
    var describesJobs = false

    func report(on finder: InputFinder) -> CheckReport {
        let (environment, describesJobs) = (environment, describesJobs)
        let outcomes = ParallelMap.map(finder.inputs) { input -> Result<CheckedFile, CommandFailure> in
            do throws(CommandFailure) {
                let loader = PipelineLoader(environment(input))
                let file = try input.read()
                let report = input.kind == .component ? loader.loadComponent(file) : loader.load(file)
                return .success(CheckedFile(file, input.kind, report, describesJobs: describesJobs))
            } catch {
                return .failure(error)
            }
        }
        var files: [CheckedFile] = []
        var failures = finder.failures
        for (input, outcome) in zip(finder.inputs, outcomes) {
            switch outcome {
            case .success(let file): files.append(file)
            case .failure(let failure):
                failures.append(CheckReport.Failure(name: input.name, message: failure.message))
            }
        }
        return CheckReport(tool: Tool.description, files: files, failures: failures)
    }
}

extension CheckedFile {
    init(_ file: SourceFile, _ kind: Kind, _ report: PipelineReport, describesJobs: Bool) {
        self.init(file, kind: kind)
        errors = report.errors
        warnings = report.warnings
        findings = report.diagnostics
        gaps = report.missing.map { Gap(name: $0.name, reason: $0.reason, at: $0.span) }
        jobNames = report.jobs
        stages = report.stages
        if describesJobs, let pipeline = report.pipeline, let root = report.configuration {
            jobs = LintedJobs.describe(pipeline, root)
        }
    }
}
