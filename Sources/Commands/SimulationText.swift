import Diagnostics
import GitLabCI

/// A simulated pipeline for people: the stages with their jobs, then what is left out and which rule decided.
struct SimulationText {
    private let pipeline: SimulatedPipeline
    private var text = ""

    /// - Parameter title: what is simulated, such as `push to branch main`.
    static func render(_ pipeline: SimulatedPipeline, title: String) -> String {
        var renderer = SimulationText(pipeline: pipeline)
        renderer.head(title)
        for stage in pipeline.stages { renderer.stage(stage) }
        renderer.undecided()
        renderer.leftOut()
        renderer.foot()
        return renderer.text
    }

    private init(pipeline: SimulatedPipeline) { self.pipeline = pipeline }

    private mutating func line(_ line: String, indent: Int = 0) {
        text += String(repeating: " ", count: indent) + line + "\n"
    }

    private mutating func head(_ title: String) {
        switch pipeline.outcome {
        case .created: line("\(title): a pipeline is created")
        case .filteredByWorkflow, .noJobs: line("\(title): no pipeline is created")
        case .refused: line("\(title): GitLab refuses the pipeline")
        case .undecided: line("\(title): it depends")
        }
        for message in pipeline.messages { line("GitLab says: \(message)", indent: 2) }
        guard let workflow = pipeline.workflow else { return }
        if workflow.candidates.count == 1 {
            line("workflow: " + (workflow.candidates[0].map(Self.place) ?? "no rule applies"), indent: 2)
        } else {
            line("workflow: depends on \(Self.list(workflow.dependencies))", indent: 2)
        }
        let explains = pipeline.outcome == .filteredByWorkflow || workflow.candidates.count > 1
        if explains { checks(workflow.checks, indent: 4) }
    }

    private mutating func stage(_ stage: String) {
        let jobs = pipeline.jobs(in: stage)
        guard !jobs.isEmpty else { return }
        line("\nstage \(stage)")
        let width = jobs.map(\.name.count).max() ?? 0
        for job in jobs {
            guard let settings = job.settings else { continue }
            var words = [settings.when]
            if let delay = settings.startIn, settings.when == "delayed" { words[0] += " by \(delay)" }
            if settings.mayFail { words.append("may fail") }
            if job.startsPipeline { words.append("starts a pipeline") }
            if let needs = settings.needs {
                words.append("needs " + (needs.isEmpty ? "no job" : needs.joined(separator: ", ")))
            }
            let padding = String(repeating: " ", count: width - job.name.count)
            line("\(job.name)\(padding)  \(words.joined(separator: "; "))", indent: 2)
            if case .rule(let rule) = job.reason { line("by \(Self.place(rule))", indent: 4) }
        }
    }

    private mutating func undecided() {
        guard pipeline.jobs.contains(where: { !$0.dependencies.isEmpty }) else { return }
        line("\nnot decided")
        for job in pipeline.jobs {
            guard case .undecided(let outcomes, let dependencies) = job.verdict else { continue }
            var ways: [String] = []
            for way in outcomes.map({ $0?.when ?? "left out" }) where !ways.contains(way) { ways.append(way) }
            let either = ways.joined(separator: " or ")
            line("\(job.name) (stage \(job.stage)): \(either), depends on \(Self.list(dependencies))", indent: 2)
            if case .policy(let name, let value?) = job.reason { line("by \(Self.place(name, value))", indent: 4) }
            checks(job.checks, indent: 4)
        }
    }

    private mutating func leftOut() {
        let jobs = pipeline.jobs.filter { !$0.mayRun }
        guard !jobs.isEmpty else { return }
        line("\nleft out")
        for job in jobs {
            switch job.reason {
            case .rule(let rule): line("\(job.name): by \(Self.place(rule))", indent: 2)
            case .noRule(let rules):
                line("\(job.name): no rule applies (\(Self.short(rules.span)))", indent: 2)
                checks(job.checks, indent: 4)
            case .policy(let name, let value?): line("\(job.name): by \(Self.place(name, value))", indent: 2)
            case .policy(_, nil):
                line(
                    "\(job.name): by GitLab's default, only: [branches, tags] (\(Self.short(job.nameSpan)))", indent: 2)
            case .unrestricted: line(job.name, indent: 2)
            }
        }
    }

    private mutating func checks(_ checks: [RuleCheck], indent: Int) {
        for check in checks {
            let verdict =
                switch check.applies {
                case .yes: "applies"
                case .no: "\(check.clause ?? "it") does not hold"
                case .unknown: "\(check.clause ?? "it") is not known"
                }
            line("\(Self.place(check.rule)): \(verdict)", indent: indent)
        }
    }

    private mutating func foot() {
        var notes = pipeline.uncertainNeeds.map {
            "\"\($0.job)\" needs \"\($0.need)\"; without it GitLab refuses the pipeline"
        }
        if pipeline.outcome == .noJobs, pipeline.jobs.contains(where: \.mayRun) {
            notes.append("jobs of the stages .pre and .post alone make no pipeline")
        }
        if pipeline.changesHold {
            notes.append("changes hold here, since GitLab has no list of changed files for such a pipeline")
        }
        if !pipeline.comparisons.isEmpty {
            let bases = pipeline.comparisons.joined(separator: ", ")
            notes.append("--changed stands for the files changed since \(bases) where a rule has compare_to")
        }
        if !pipeline.unsetVariables.isEmpty {
            let names = pipeline.unsetVariables.map { "$\($0)" }.joined(separator: ", ")
            notes.append("taken as not set: \(names); if the project sets them, give --var NAME=VALUE")
        }
        let dependencies = pipeline.jobs.flatMap(\.dependencies)
        var options: [String] = []
        for option in ((pipeline.workflow?.dependencies ?? []) + dependencies).compactMap(RuleText.option)
        where !options.contains(option) { options.append(option) }
        if !options.isEmpty { notes.append("to decide the rest, give " + options.joined(separator: " ")) }
        guard !notes.isEmpty else { return }
        line("")
        for note in notes { line("note: \(note)") }
    }

    private static func place(_ rule: ConfigValue) -> String { "\(short(rule.span)): \(RuleText.describe(rule))" }

    private static func place(_ condition: String, _ value: ConfigValue) -> String {
        "\(short(value.span)): \(condition): \(RuleText.short(value))"
    }

    private static func short(_ span: SourceSpan) -> String { "\(span.file.name):\(span.startPosition.line)" }

    private static func list(_ dependencies: [Dependency]) -> String {
        var words: [String] = []
        for word in dependencies.map(RuleText.describe) where !words.contains(word) { words.append(word) }
        return words.joined(separator: ", ")
    }
}
