package import Diagnostics
package import GitLabCI

/// One job with all that it inherits. What it holds is worked out when it is first asked for.
package final class LintedJob {
    /// Not owned: the pipeline owns its jobs, and outlives them.
    private unowned let pipeline: LintedPipeline
    /// The job of the pipeline; for a parallel job its first part.
    package let job: PipelineJob
    /// Whether it takes something over from what could not be had. Rules are not asked about such jobs one by one.
    package let isUncertain: Bool

    init(_ job: PipelineJob, in pipeline: LintedPipeline, isUncertain: Bool) {
        self.job = job
        self.pipeline = pipeline
        self.isUncertain = isUncertain
    }

    /// The name under which the job is written.
    package var name: String { job.configName }
    package var nameSpan: SourceSpan { job.nameSpan }
    package var stage: String { job.stage }
    /// Whether it starts another pipeline instead of running a script.
    package var isBridge: Bool { if case .bridge = job.kind { true } else { false } }

    /// The keywords of the job, defaults and global keywords included.
    package private(set) lazy var config = job.effective(in: pipeline.root)

    /// The value of a keyword, defaults included; nil where it is absent or null.
    package subscript(keyword: String) -> ConfigValue? { entry(keyword)?.value }

    /// A keyword with its place.
    package func entry(_ keyword: String) -> ConfigMapping.Entry? {
        config.entry(keyword).flatMap { $0.value.isNull ? nil : $0 }
    }

    // MARK: Images

    package private(set) lazy var image: LintedImage? = self["image"].flatMap { LintedImage($0, of: self) }

    /// What the name of an image says to this job.
    func imageName(_ name: String) -> ImageName { pipeline.imageName(name, expanded: expanded(name)) }

    package private(set) lazy var services: [LintedService] = (self["services"]?.sequence ?? [])
        .flatMap(\.flattened).compactMap { LintedService($0, of: self) }

    // MARK: Scripts

    /// The commands of `before_script`, `script` and `after_script`, in this order.
    package private(set) lazy var commands: [LintedCommand] = scripts.flatMap(\.commands)

    /// The items of `before_script`, `script` and `after_script`, in this order.
    package private(set) lazy var scripts: [ScriptItem] = ScriptPhase.allCases.flatMap { phase in
        (self[phase.rawValue]?.flattened ?? []).compactMap { value in
            value.string.map { pipeline.script(value, $0, phase) }
        }
    }

    /// Whether its scripts call one of these commands, by their names in `KnownCommand`.
    package func runs(_ names: [String]) -> Bool { commands.contains { names.contains($0.name) } }

    /// The calls of a command, by its name in `KnownCommand`.
    package func commands(named names: String...) -> [LintedCommand] { commands.filter { names.contains($0.name) } }

    /// The builds of images that its scripts run.
    package private(set) lazy var builds: [ImageBuild] = {
        var builds = commands.flatMap { ImageBuild.all(in: $0) }
        for index in builds.indices { builds[index].findFiles(in: self) }
        if builds.contains(where: { !$0.isPushed }) {
            let pushed = PushedNames(commands)
            for index in builds.indices where builds[index].names.contains(where: { pushed.contains($0.text) }) {
                builds[index].isPushed = true
            }
        }
        return builds
    }()

    // MARK: Variables

    /// The variables of the file that the job sees, the strongest of each name. Those of a matrix or of rules are not
    /// here: see `mayVary`.
    package private(set) lazy var variables: [String: LintedVariable] = {
        var result: [String: LintedVariable] = [:]
        let choice = config["inherit"]?["variables"]
        let names = choice?.sequence.map { Set($0.compactMap(\.string)) }
        for variable in pipeline.globalVariables where names?.contains(variable.name) ?? (choice?.bool ?? true) {
            result[variable.name] = variable
        }
        for variable in LintedVariable.all(in: config["variables"], origin: .job) { result[variable.name] = variable }
        return result
    }()

    /// Whether a matrix, or a rule that may apply, sets the variable, so that its value is not always that of `variables`.
    package func mayVary(_ name: String) -> Bool { varying.contains(name) }

    private lazy var varying: Set<String> = {
        var names: Set<String> = []
        for row in config["parallel"]?["matrix"]?.sequence ?? [] {
            names.formUnion(row.mapping?.entries.map(\.name) ?? [])
        }
        let rules = [config["rules"], pipeline.root["workflow"]?["rules"]].compactMap { $0 }.flatMap(\.flattened)
        for rule in rules { names.formUnion(rule["variables"]?.mapping?.entries.map(\.name) ?? []) }
        return names
    }()

    /// A text with the values of the file's variables put in; nil when it depends on a variable whose value is not known.
    package func expanded(_ text: String) -> String? { expanded(text, depth: 0) }

    private func expanded(_ text: String, depth: Int) -> String? {
        var known: [String: String] = [:]
        for name in VariableExpansion.names(in: text) {
            guard depth < 10, !mayVary(name), let variable = variables[name],
                let value = variable.isRaw ? variable.value : expanded(variable.value, depth: depth + 1)
            else { return nil }
            known[name] = value
        }
        return known.isEmpty ? text : VariableExpansion.expandKnown(text, known)
    }
}
