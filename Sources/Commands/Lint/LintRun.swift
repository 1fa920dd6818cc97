import Diagnostics
import GitLabCI

/// The check of all inputs, several at a time.
struct LintRun {
    /// What the loader knows of the world, for a file of a project.
    var environment: @Sendable (LintInput) -> LoadingEnvironment = { LoadingEnvironment(files: $0.project) }
    /// Whether to describe the jobs, for the formats that show them.
    var describesJobs = false

    func report(on inputs: [Result<LintInput, CheckReport.Failure>]) -> CheckReport {
        let (environment, describesJobs) = (environment, describesJobs)
        let outcomes = ParallelMap.map(inputs) { found in
            found.flatMap { Self.check($0, environment($0), describesJobs) }
        }
        var report = CheckReport(tool: Tool.description, files: [])
        for outcome in outcomes {
            switch outcome {
            case .success(let file): report.files.append(file)
            case .failure(let failure): report.failures.append(failure)
            }
        }
        return report
    }

    private static func check(
        _ input: LintInput, _ environment: LoadingEnvironment, _ describesJobs: Bool
    ) -> Result<CheckedFile, CheckReport.Failure> {
        do throws(CommandFailure) {
            let file = try input.read()
            let loader = PipelineLoader(environment)
            let report = input.kind == .component ? loader.loadComponent(file) : loader.load(file)
            return .success(CheckedFile(file, input.kind, report, describesJobs: describesJobs))
        } catch {
            return .failure(CheckReport.Failure(name: input.name, message: error.message))
        }
    }
}

extension CheckedFile {
    init(_ file: SourceFile, _ kind: Kind, _ report: PipelineReport, describesJobs: Bool) {
        self.init(file, kind: kind)
        take(report)
        if describesJobs, let pipeline = report.pipeline, let root = report.configuration {
            jobs = LintedJobs.describe(pipeline, root)
        }
    }
}
