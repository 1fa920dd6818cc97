import Diagnostics

/// What has to fit between jobs. GitLab stops at the first thing that does not.
struct PipelineChecks {
    private let pipeline: Pipeline
    /// Whether everything that the configuration includes is there; otherwise only what cannot change is reported.
    private let isComplete: Bool

    init(_ pipeline: Pipeline, isComplete: Bool) {
        self.pipeline = pipeline
        self.isComplete = isComplete
    }

    func firstFault() -> Diagnostic? {
        for job in pipeline.jobs {
            if let fault = fault(in: job) { return fault }
        }
        return circle()
    }

    private func fault(in job: PipelineJob) -> Diagnostic? {
        if let fault = stageFault(job) { return fault }
        for dependency in job.dependencies ?? [] {
            if let fault = fault(job, dependency.name, .dependency, dependency.span) { return fault }
        }
        if let needs = job.needs, let fault = needsFault(job, needs) { return fault }
        for needs in job.rulesNeeds {
            if let fault = needsFault(job, needs) { return fault }
        }
        if let fault = childPipelineFault(job) { return fault }
        return onStopFault(job) ?? publishFault(job)
    }

    // MARK: Stages

    private func stageFault(_ job: PipelineJob) -> Diagnostic? {
        guard isComplete else { return nil }
        let span = job.span(of: "stage")
        guard pipeline.stages.index(of: job.stage) != nil else {
            let names = pipeline.stages.names
            let suggestion = Suggestion.nearest(to: job.stage, among: names)
            let isAssumed = job.config["stage"]?.string == nil
            let plain =
                isAssumed
                ? "job \"\(job.name)\" has no stage, so GitLab puts it in \"test\", which does not exist; add a stage"
                : "job \"\(job.name)\" is in stage \"\(job.stage)\", which does not exist; add it to \"stages\""
            return make(
                "stage-undefined", plain,
                "\(job.name) job: chosen stage \(job.stage) does not exist; available stages are "
                    + names.joined(separator: ", "), at: span,
                help: suggestion.map { "did you mean \"\($0)\"?" } ?? "stages: \(names.joined(separator: ", "))",
                docs: "stages")
        }
        guard Stages.reserved.contains(job.stage) else { return nil }
        return make(
            "stage-reserved", "job \"\(job.name)\" is in stage \"\(job.stage)\", which only policies may use",
            "\(job.name) job: chosen stage `\(job.stage)` is reserved for Pipeline Execution Policies", at: span,
            docs: "stages")
    }

    // MARK: Needs and dependencies

    private enum Relation: String {
        case need
        case dependency
    }

    private func fault(
        _ job: PipelineJob, _ name: String, _ relation: Relation, _ span: SourceSpan, isOptional: Bool = false
    ) -> Diagnostic? {
        guard isComplete else { return nil }
        let keyword = relation == .need ? "needs" : "dependencies"
        guard let other = pipeline.job(named: name) else {
            if isOptional { return nil }
            let suggestion = Suggestion.nearest(to: name, among: pipeline.jobs.lazy.map(\.name))
            let isHidden = name.hasPrefix(".")
            let help =
                isHidden
                ? "a job whose name begins with a dot is a template and never runs"
                : suggestion.map { "did you mean \"\($0)\"?" }
            return make(
                "\(keyword)-undefined", "job \"\(job.name)\" \(verb(relation)) \"\(name)\", but there is no such job",
                "\(job.name) job: undefined \(relation.rawValue): \(name)", at: span, help: help, docs: keyword)
        }
        if relation == .need, name.unicodeScalars.count > 255 {
            return make(
                "needs-name-too-long", "job \"\(job.name)\" needs a job whose name has more than 255 characters",
                "\(job.name) job: need `\(name)` name is too long (maximum is 255 characters)", at: span, docs: keyword)
        }
        let own = pipeline.stages.index(of: job.stage)
        guard let index = pipeline.stages.index(of: other.stage), let own, index <= own else {
            return make(
                "\(keyword)-later-stage",
                "job \"\(job.name)\" of stage \"\(job.stage)\" \(verb(relation)) \"\(name)\" of the later stage "
                    + "\"\(other.stage)\"",
                "\(job.name) job: \(relation.rawValue) \(name) is not defined in current or prior stages", at: span,
                related: [Diagnostic.Related(other.nameSpan, "\"\(other.name)\" is defined here")], docs: keyword)
        }
        return nil
    }

    private func verb(_ relation: Relation) -> String {
        relation == .need ? "needs" : "fetches artifacts of"
    }

    private func needsFault(_ job: PipelineJob, _ needs: [Need]) -> Diagnostic? {
        for need in needs {
            if let fault = fault(job, need.name, .need, need.span, isOptional: need.isOptional) { return fault }
        }
        guard needs.count > 1 else { return nil }
        var first: [String: Need] = [:]
        var repeated: [String] = []
        var culprit: Need?
        for need in needs {
            if first[need.name] == nil {
                first[need.name] = need
            } else if !repeated.contains(need.name) {
                repeated.append(need.name)
                culprit = culprit ?? need
            }
        }
        guard let culprit else { return nil }
        // GitLab lists them in the order of their first occurrence.
        let order = needs.map(\.name).filter(repeated.contains)
        var listed: [String] = []
        for name in order where !listed.contains(name) { listed.append(name) }
        return make(
            "needs-duplicated", "job \"\(job.name)\" needs \(PlainText.list(listed, "and")) more than once",
            "\(job.name) has the following needs duplicated: \(listed.joined(separator: ", ")).", at: culprit.span,
            related: first[culprit.name].map { [Diagnostic.Related($0.span, "the first one")] } ?? [], docs: "needs")
    }

    private func circle() -> Diagnostic? {
        let graph = NeedsGraph(pipeline.jobs.map { ($0.name, ($0.needs ?? []).map(\.name)) })
        let start = "The pipeline has circular dependencies: "
        switch graph.firstCircle() {
        case nil: return nil
        case .itself(let name):
            guard let job = pipeline.job(named: name) else { return nil }
            return make(
                "needs-circular", "job \"\(name)\" needs itself", start + "self-dependency: \(name)",
                at: span(of: name, in: job), docs: "needs")
        case .jobs(let names, let path):
            guard let name = path.first, let job = pipeline.job(named: name), path.count > 1 else { return nil }
            let list = names.map(RubyText.quoted).joined(separator: ", ")
            let related = path.dropFirst().dropLast().enumerated().compactMap { index, name -> Diagnostic.Related? in
                guard let job = pipeline.job(named: name) else { return nil }
                return Diagnostic.Related(
                    span(of: path[index + 2], in: job), "\"\(name)\" needs \"\(path[index + 2])\"")
            }
            return make(
                "needs-circular",
                "jobs need each other in a circle: " + path.map { "\"\($0)\"" }.joined(separator: " needs "),
                start + "topological sort failed: [\(list)]", at: span(of: path[1], in: job), related: related,
                docs: "needs")
        }
    }

    private func span(of need: String, in job: PipelineJob) -> SourceSpan {
        job.needs?.first { $0.name == need }?.span ?? job.nameSpan
    }

    // MARK: Other relations

    /// The jobs whose artifacts hold the configuration of a child pipeline.
    private func childPipelineFault(_ job: PipelineJob) -> Diagnostic? {
        guard let members = job.config["trigger"]?["include"]?.sequence else { return nil }
        for member in members {
            guard let other = member["job"], let name = other.string else { continue }
            if let fault = fault(job, name, .dependency, other.span) { return fault }
        }
        return nil
    }

    private func onStopFault(_ job: PipelineJob) -> Diagnostic? {
        guard let environment = job.config["environment"]?.mapping, let onStop = environment["on_stop"],
            let name = onStop.string
        else { return nil }
        let start = "\(job.name) job: on_stop job \(name) "
        guard let other = pipeline.job(named: name) else {
            guard isComplete else { return nil }
            let suggestion = Suggestion.nearest(to: name, among: pipeline.jobs.lazy.map(\.name))
            return make(
                "on-stop-undefined", "job \"\(job.name)\" is stopped by \"\(name)\", but there is no such job",
                start + "is not defined", at: onStop.span, help: suggestion.map { "did you mean \"\($0)\"?" },
                docs: "environmenton_stop")
        }
        let related = [Diagnostic.Related(other.nameSpan, "\"\(name)\" is defined here")]
        guard let stopping = other.config["environment"], !stopping.isNull else {
            return make(
                "on-stop-environment", "job \"\(name)\" stops an environment, but has no \"environment\"",
                start + "does not have environment defined", at: onStop.span, related: related,
                docs: "environmenton_stop")
        }
        guard (stopping.string ?? stopping["name"]?.string) == environment["name"]?.string else {
            return make(
                "on-stop-environment", "job \"\(name)\" stops another environment than \"\(job.name)\" starts",
                start + "have different environment name", at: onStop.span, related: related, docs: "environmenton_stop"
            )
        }
        guard stopping["action"]?.string == "stop" else {
            return make(
                "on-stop-action", "job \"\(name)\" has to have \"environment:action: stop\"",
                start + "needs to have action stop defined", at: onStop.span, related: related,
                docs: "environmentaction")
        }
        return nil
    }

    private func publishFault(_ job: PipelineJob) -> Diagnostic? {
        guard let pages = job.config["pages"]?.mapping, pages.contains("publish"), job.config.hasValue("publish") else {
            return nil
        }
        return make(
            "pages-publish-twice", "job \"\(job.name)\" has both \"publish\" and \"pages:publish\"; keep the second",
            "\(job.name) job: use either \(job.name):publish or \(job.name):pages:publish", at: job.span(of: "publish"),
            docs: "pagespublish")
    }

    private func make(
        _ id: String, _ message: String, _ gitlab: String, at span: SourceSpan, help: String? = nil,
        related: [Diagnostic.Related] = [], docs: String
    ) -> Diagnostic {
        Diagnostic(
            id: id, severity: .error, message: message, gitlabMessage: gitlab, at: span, related: related, help: help,
            docs: KeywordReference.page + "#" + docs)
    }
}
