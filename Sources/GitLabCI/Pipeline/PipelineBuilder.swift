import Diagnostics

/// Makes a pipeline of a configuration whose keywords are in order.
struct PipelineBuilder {
    private struct Source {
        let entry: ConfigMapping.Entry
        let kind: JobKind
        let map: ConfigMapping
        let instances: [ParallelJobs.Instance]?
    }

    private let root: ConfigMapping
    private let sources: [Source]
    /// The parts of each parallel job.
    private let parallel: [String: [ParallelJobs.Instance]]
    /// Needs with names of variables that the matrix of their job does not have.
    private(set) var faults: [(job: ConfigMapping.Entry, variable: String, span: SourceSpan)] = []

    init(_ root: ConfigMapping) {
        self.root = root
        var sources: [Source] = []
        var parallel: [String: [ParallelJobs.Instance]] = [:]
        for entry in root.entries where !RootWalk.isGlobal(entry) {
            guard let kind = JobKind.of(entry.key, entry.value), kind.isVisible, let map = entry.value.mapping else {
                continue
            }
            let instances = ParallelJobs.instances(of: entry.name, map["parallel"])
            if let instances { parallel[entry.name] = instances }
            sources.append(Source(entry: entry, kind: kind, map: map, instances: instances))
        }
        self.sources = sources
        self.parallel = parallel
    }

    mutating func pipeline() -> Pipeline {
        var jobs: [PipelineJob] = []
        for source in sources {
            guard let instances = source.instances else {
                jobs.append(job(source, nil, needs(of: source, nil)))
                continue
            }
            // Without expressions all parts have the same needs.
            let isSame = !MatrixExpression.occurs(in: source.map["needs"])
            let shared = isSame ? needs(of: source, nil) : nil
            for instance in instances {
                jobs.append(job(source, instance, isSame ? shared : needs(of: source, instance)))
            }
        }
        return Pipeline(stages: Stages(root["stages"]), jobs: jobs)
    }

    private func job(_ source: Source, _ instance: ParallelJobs.Instance?, _ needs: [Need]?) -> PipelineJob {
        let rules = source.map["rules"]?.flattened ?? []
        return PipelineJob(
            name: instance?.name ?? source.entry.name, configName: source.entry.name, kind: source.kind,
            nameSpan: source.entry.keySpan, config: source.map, stage: source.map["stage"]?.string ?? "test",
            needs: needs, rulesNeeds: rules.compactMap { $0["needs"].map { Need.all(in: $0) } },
            dependencies: dependencies(of: source), instance: instance)
    }

    private func dependencies(of source: Source) -> [(name: String, span: SourceSpan)]? {
        guard let members = source.map["dependencies"]?.sequence else { return nil }
        return members.flatMap { member -> [(name: String, span: SourceSpan)] in
            guard let name = member.string else { return [] }
            guard let instances = parallel[name] else { return [(name, member.span)] }
            return instances.map { ($0.name, member.span) }
        }
    }

    private mutating func needs(of source: Source, _ instance: ParallelJobs.Instance?) -> [Need]? {
        guard var value = source.map["needs"], !value.isNull else { return nil }
        // GitLab looks for expressions as soon as any job is parallel.
        if !parallel.isEmpty, MatrixExpression.occurs(in: value) { value = interpolated(value, source, instance) }
        return Need.all(in: value).flatMap(expanded)
    }

    private func expanded(_ need: Need) -> [Need] {
        guard let all = parallel[need.name] else { return [need] }
        let picked = need.parallel.flatMap { ParallelJobs.instances(of: need.name, $0) } ?? all
        return picked.map { instance in
            var copy = need
            copy.name = instance.name
            copy.parallel = nil
            return copy
        }
    }

    private mutating func interpolated(
        _ value: ConfigValue, _ source: Source, _ instance: ParallelJobs.Instance?
    ) -> ConfigValue {
        var missing: [String] = []
        let own = source.map["variables"]?.mapping
        let result = MatrixExpression.interpolate(value) { name in
            if let pair = instance?.variables.last(where: { $0.name == name }) { return pair.value }
            // A variable of the job is not a text at this point, and shows as Ruby writes it.
            guard let entry = own?.entries.first(where: { $0.name == name }) else { return nil }
            let text = entry.value["value"].map(RubyText.string) ?? RubyText.string(entry.value)
            return "{:value=>\(RubyText.quoted(text))}"
        } missing: {
            missing.append($0)
        }
        for name in missing where !faults.contains(where: { $0.job.key == source.entry.key && $0.variable == name }) {
            faults.append((source.entry, name, value.span))
        }
        return missing.isEmpty ? result : value
    }
}
