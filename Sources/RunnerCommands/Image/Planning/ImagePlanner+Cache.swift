import BuildKit

/// Where the cache is read from and written to, unless the options of Docker say it.
extension ImagePlanner {
    func addCache(
        _ request: ImageRequest, to docker: inout BuildxArguments, _ facts: inout [ImageBuild.Fact]
    ) throws(PlanError) {
        func say(_ text: String) { facts.append(.init(name: "cache", value: text)) }
        let options = request.cache
        try check(options, of: request)
        let explicit = docker.all(.cacheFrom) + docker.all(.cacheTo)
        guard explicit.isEmpty || !options.isSilent else {
            return say("as --cache-from and --cache-to say")
        }
        guard let strategy = options.strategy(besideImage: Self.repository(docker)) else {
            return say("none, since no registry is known")
        }
        guard strategy.kind != .none else { return say("none, as --cache says") }
        let situation = CacheSituation(environment: environment)
        let imports =
            strategy.kind == .inline
            ? inlineImports(options, docker) : strategy.imports(slug: situation.slug)
        if !docker.isOn(.noCache), !imports.isEmpty {
            docker.append(imports.map(\.text), to: .cacheFrom)
            say("read from \(imports.compactMap { $0["ref"] }.joined(separator: ", "))")
        }
        guard let export = strategy.exports(slug: situation.slug) else { return }
        guard strategy.kind == .inline || situation.writes(strategy.export) else {
            let reason =
                strategy.export == .never
                ? "--cache-export is never"
                : situation.isTag ? "the pipeline is one of a Git tag" : "the branch is not protected"
            return say("not written, since \(reason)")
        }
        docker.append([export.text], to: .cacheTo)
        say("written to \(export["ref"] ?? "the image")")
    }

    /// Settings that mean nothing for the kind of cache would be lost in silence.
    private func check(_ options: CacheRequest, of request: ImageRequest) throws(PlanError) {
        guard let kind = options.kind, let stray = options.strayOptions.first else { return }
        throw PlanError(
            code: .usage,
            message: prefix(request)
                + "\(stray): the cache \"\(kind.rawValue)\" does not have it; leave it out, or choose registry")
    }

    /// The images that hold an inline cache: the one that is named, or those of earlier pipelines under the tags of this one
    /// and, unless it is shared, under those that the default branch has, as `meta` or as GitLab's slug writes it. One that
    /// is not there is passed over.
    private func inlineImports(_ options: CacheRequest, _ docker: BuildxArguments) -> [AttributeList] {
        var references: [String] = []
        if let reference = options.reference {
            references = [reference]
        } else if let repository = Self.repository(docker) {
            references = docker.all(.tag).filter { Self.repository(of: $0) == repository }
            if options.scope != .shared, let branch = environment["CI_DEFAULT_BRANCH"], !branch.isEmpty {
                let tags = [TagGrammar.tag(branch).tag, CacheSituation.slug(branch)].compactMap(\.self)
                references += tags.map { "\(repository):\($0)" }
            }
        }
        return references.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            .map { AttributeList(["type": "registry", "ref": $0]) }
    }

    /// The name of the image without its tag, where its registry is known: a name without one is Docker Hub's, and its
    /// official images are nobody's to write to.
    private static func repository(_ docker: BuildxArguments) -> String? {
        docker.all(.tag).first.flatMap(repository(of:))
    }

    private static func repository(of tag: String) -> String? {
        guard let reference = try? ImageReference(tag) else { return nil }
        guard reference.registry != "docker.io" || !reference.repository.hasPrefix("library/") else { return nil }
        return "\(reference.registry)/\(reference.repository)"
    }
}
