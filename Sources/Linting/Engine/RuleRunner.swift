package import Diagnostics

/// Runs rules over a pipeline.
package struct RuleRunner: Sendable {
    private let rules: [any Rule]
    private let selection: RuleSelection
    /// Which rules want to see the calls of a command.
    private let rulesByCommand: [String: [Int]]
    private let rulesOfAllCommands: [Int]
    /// What takes the findings of each rule, still empty.
    private let reporters: [Reporter]

    package init(_ rules: [any Rule] = AllRules.all, selection: RuleSelection = RuleSelection()) {
        self.rules = rules.filter { selection.includes(type(of: $0).about) }
        self.selection = selection
        reporters = self.rules.map { rule in
            let about = type(of: rule).about
            return Reporter(about, severity: selection.severities[about.id])
        }
        var byCommand: [String: [Int]] = [:]
        var all: [Int] = []
        for (index, rule) in self.rules.enumerated() {
            for name in type(of: rule).commands {
                if name == "*" { all.append(index) } else { byCommand[name, default: []].append(index) }
            }
        }
        rulesByCommand = byCommand
        rulesOfAllCommands = all
    }

    /// The rules that run.
    package var ids: Set<String> { Set(rules.map { type(of: $0).about.id }) }

    /// The findings of all rules, in the order of every output. Comments that silence them are not looked at here.
    package func findings(in pipeline: LintedPipeline) -> [Diagnostic] {
        var reporters = reporters
        for (index, rule) in rules.enumerated() { rule.check(pipeline, &reporters[index]) }
        for job in pipeline.jobs where !job.isUncertain { check(job, in: pipeline, &reporters) }
        return reporters.flatMap(\.findings).filter(selection.includes).sorted(by: Diagnostic.precedes)
    }

    private func check(_ job: LintedJob, in pipeline: LintedPipeline, _ reporters: inout [Reporter]) {
        for index in rules.indices { rules[index].check(job, in: pipeline, &reporters[index]) }
        for service in job.services {
            for index in rules.indices { rules[index].check(service, of: job, in: pipeline, &reporters[index]) }
        }
        for command in job.commands {
            for index in rulesByCommand[command.name] ?? [] {
                rules[index].check(command, of: job, in: pipeline, &reporters[index])
            }
            for index in rulesOfAllCommands {
                rules[index].check(command, of: job, in: pipeline, &reporters[index])
            }
        }
        for build in job.builds {
            for index in rules.indices { rules[index].check(build, of: job, in: pipeline, &reporters[index]) }
        }
    }
}
