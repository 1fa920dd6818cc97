import Diagnostics
import GitLabCI
import Linting

/// The check of all inputs, several at a time.
struct LintRun {
    /// What the loader knows of the world, for a file of a project.
    var environment: @Sendable (LintInput) -> LoadingEnvironment = { LoadingEnvironment(files: $0.project) }
    /// Whether to describe the jobs, for the formats that show them.
    var describesJobs = false
    /// The rules to run beside GitLab's own checks; none when nil.
    var rules: RuleChecks?
    /// What runs shellcheck, if it is to run.
    var shellCheck: ShellCheckRun?

    func report(on inputs: [Result<LintInput, CheckReport.Failure>]) -> CheckReport {
        let run = self
        let outcomes = ParallelMap.map(inputs) { found in found.flatMap { run.check($0) } }
        var report = CheckReport(tool: Tool.description, files: [])
        for outcome in outcomes {
            switch outcome {
            case .success(let file): report.files.append(file)
            case .failure(let failure): report.failures.append(failure)
            }
        }
        return report
    }

    /// Checks one input.
    func check(_ input: LintInput) -> Result<CheckedFile, CheckReport.Failure> {
        do throws(CommandFailure) {
            return .success(try check(try input.read(), input))
        } catch {
            return .failure(CheckReport.Failure(name: input.name, message: error.message))
        }
    }

    /// Checks a text that stands for an input.
    func check(_ file: SourceFile, _ input: LintInput) throws(CommandFailure) -> CheckedFile {
        let loader = PipelineLoader(environment(input))
        let isComponent = input.kind == .component
        let report = isComponent ? loader.loadComponent(file) : loader.load(file)
        var checked = CheckedFile(file, input.kind, report, describesJobs: describesJobs)
        if let configured = try rules?.configured(for: input.project) {
            var problem: ShellCheckRun.Problem?
            checked.findings = configured.check
                .findings(on: report, of: file, in: input.project, isComponent: isComponent) { pipeline in
                    do throws(ShellCheckRun.Problem) {
                        return try shellCheck?.findings(in: pipeline) ?? []
                    } catch {
                        problem = error
                        return []
                    }
                }
                .filter { $0.category == nil || configured.configuration.includes($0.primary.file.path) }
            if let problem { throw CommandFailure("cannot check the scripts of \"\(input.name)\": \(problem)") }
        }
        return checked
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
