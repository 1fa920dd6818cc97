package import GitLabCI

/// In which kinds of pipelines a list of `rules` lets something in (https://docs.gitlab.com/ci/yaml/#rules).
package struct RulesOutlook: Sendable {
    /// One rule of the list.
    package struct Rule: Sendable {
        package let value: ConfigValue
        /// Its conditions, taken together.
        package let condition: ConditionOutlook
        /// The kinds of pipelines in which the rules before it may leave the decision to it.
        package let reached: PipelineKinds
    }

    package let rules: [Rule]
    /// Where it may be in the pipeline.
    package let mayRun: PipelineKinds
    /// Where it is in the pipeline for certain.
    package let runs: PipelineKinds

    /// What has no rules, or rules that are not looked into.
    init(mayRun: PipelineKinds, runs: PipelineKinds) {
        rules = []
        self.mayRun = mayRun
        self.runs = runs
    }

    init(_ values: [ConfigValue], condition: (ConfigValue) -> ConditionOutlook) {
        var rules: [Rule] = []
        var (mayRun, mayStayOut, open) = (PipelineKinds(), PipelineKinds(), PipelineKinds.all)
        for value in values {
            let outlook = condition(value)
            rules.append(Rule(value: value, condition: outlook, reached: open))
            let applies = open.subtracting(outlook.fails)
            if value["when"]?.string == "never" { mayStayOut.formUnion(applies) } else { mayRun.formUnion(applies) }
            open.subtract(outlook.holds)
        }
        mayStayOut.formUnion(open)
        self.rules = rules
        self.mayRun = mayRun
        runs = mayRun.subtracting(mayStayOut)
    }
}
