import Diagnostics
import GitLabCI

/// Jobs as GitLab's CI Lint API describes them.
///
/// Members and their defaults are those of GitLab 18.11 with `include_jobs=true`; https://docs.gitlab.com/api/lint/.
enum LintedJobs {
    /// The jobs of a valid pipeline by stage, in each stage in the order of the file.
    static func describe(_ pipeline: Pipeline, _ root: ConfigMapping) -> [JSON] {
        let byStage = Dictionary(grouping: pipeline.jobs, by: \.stage)
        let workflowHasRules = root["workflow"]?["rules"] != nil
        // A stage that is named twice is one.
        var seen: Set<String> = []
        return pipeline.stages.names.filter { seen.insert($0).inserted }.flatMap { stage in
            (byStage[stage] ?? []).map { describe($0, $0.effective(in: root), workflowHasRules) }
        }
    }

    private static func describe(_ job: PipelineJob, _ config: ConfigMapping, _ workflowHasRules: Bool) -> JSON {
        let usesRules = config.hasValue("rules") || workflowHasRules
        let when = config["when"]?.string ?? "on_success"
        return .object([
            "name": .string(job.name),
            "stage": .string(job.stage),
            "before_script": lines(config["before_script"]),
            "script": lines(config["script"]),
            "after_script": lines(config["after_script"]),
            "tag_list": lines(config["tags"]),
            "only": policy(config["only"], default: usesRules ? .null : branchesAndTags),
            "except": policy(config["except"], default: .null),
            "environment": environment(config["environment"]),
            "when": .string(when),
            "allow_failure": .bool(allowsFailure(config, when)),
            "needs": needs(job),
        ])
    }

    private static let branchesAndTags: JSON = .object(["refs": .strings(["branches", "tags"])])

    /// One text or nested lists of them, as one list.
    private static func lines(_ value: ConfigValue?) -> JSON {
        func flat(_ value: ConfigValue) -> [JSON] { value.sequence?.flatMap(flat) ?? [JSON(value)] }
        guard let value, !value.isNull else { return .array([]) }
        return .array(flat(value))
    }

    /// The short form of `only` and `except` lists refs.
    private static func policy(_ value: ConfigValue?, default fallback: JSON) -> JSON {
        guard let value, !value.isNull else { return fallback }
        return value.isMapping ? JSON(value) : .object(["refs": lines(value)])
    }

    private static func environment(_ value: ConfigValue?) -> JSON {
        (value?.string ?? value?["name"]?.string).map(JSON.string) ?? .null
    }

    /// Without the keyword, a manual job may fail. One that lists exit codes may not in general.
    private static func allowsFailure(_ config: ConfigMapping, _ when: String) -> Bool {
        guard let value = config["allow_failure"], !value.isNull else { return when == "manual" }
        return value.bool ?? false
    }

    private static func needs(_ job: PipelineJob) -> JSON {
        guard let needs = job.needs else { return .null }
        return .array(
            needs.map {
                .object([
                    "name": .string($0.name), "artifacts": .bool($0.fetchesArtifacts), "optional": .bool($0.isOptional),
                ])
            })
    }
}

extension JSON {
    /// A value of a configuration.
    init(_ value: ConfigValue) {
        switch value.content {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(value)
        case .bigInteger(let digits): self = .number(digits)
        // JSON has no infinity.
        case .float(let value): self = value.isFinite ? .number(String(value)) : .string(String(value))
        case .string(let text): self = .string(text)
        case .sequence(let items): self = .array(items.map { JSON($0) })
        case .mapping(let map): self = .object(map.entries.map { (key: $0.name, value: JSON($0.value)) })
        case .reference(let inner): self = JSON(inner)
        }
    }
}
