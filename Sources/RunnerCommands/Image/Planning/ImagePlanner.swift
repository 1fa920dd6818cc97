import BuildKit

/// Turns a request into the call of `buildctl` and all that goes with it. Changes nothing.
struct ImagePlanner {
    let environment: [String: String]
    /// `proxies` of Docker's configuration, as build arguments.
    let proxies: [String: String]
    /// Tags and labels are made of it; nothing where they are not wanted.
    let context: MetadataContext?
    /// Private to the run.
    let workDirectory: String
    /// Whether people watch on a terminal.
    let isTerminal: Bool
    let isQuiet: Bool

    /// - Parameter index: of the image among those of the run, from 0.
    /// - Throws: `PlanError` for a request that cannot be carried out.
    func plan(_ request: ImageRequest, index: Int) throws(PlanError) -> ImageBuild {
        var docker = request.docker
        var facts: [ImageBuild.Fact] = []
        var notes: [String] = []
        let isBuild = !docker.isOn(.check) && ["build", nil].contains(docker.last(.call))
        if isBuild, request.takesMetadata { try addMetadata(to: &docker, &facts, &notes) }
        let tags = docker.all(.tag)
        for tag in tags { try check(tag, of: request) }
        facts.insert(.init(name: "tags", value: Self.words(tags, of: request, in: environment)), at: 0)
        if isBuild { try addCache(request, to: &docker, &facts) }

        let results = ResultFiles(
            clientMetadata: "\(workDirectory)/image-\(index).json", metadataFile: docker.last(.metadataFile),
            iidFile: docker.last(.iidFile), digestFile: request.digestFile,
            printsID: docker.isOn(.quiet) && isBuild)
        docker.replace(.metadataFile, by: isBuild ? [results.clientMetadata] : [])
        let display = try display(docker, index: index)
        docker.replace(.quiet, by: [])
        docker.replace(.progress, by: [Self.clientProgress(display)])

        var plan = try compiled(docker, of: request)
        var (check, output): (BuildCall?, String?)
        if plan.method == "lint" {
            docker.replace(.progress, by: ["quiet"])
            let findings = try compiled(docker, of: request)
            check = BuildCall(
                arguments: findings.arguments, environment: findings.variables.mapValues { .some($0) },
                outputFile: "\(workDirectory)/check-\(index)")
            output = "\(workDirectory)/outline-\(index)"
            docker.replace(.check, by: [])
            docker.replace(.call, by: ["outline"])
            docker.replace(.progress, by: [Self.clientProgress(display)])
            plan = try compiled(docker, of: request)
        }
        facts += plan.variables.keys.sorted().map {
            .init(name: "client sets", value: "\($0)=\(SecretMask.replacement), a build argument")
        }
        for (name, path) in [
            ("metadata file", results.metadataFile), ("id file", results.iidFile), ("digest file", results.digestFile),
        ] {
            if let path { facts.append(.init(name: name, value: path)) }
        }
        var arguments = plan.arguments
        if case .terminal(let trace) = display { arguments += ["--trace", trace] }
        return ImageBuild(
            observed: ObservedBuild(
                index: index, name: request.name ?? tags.first ?? docker.context, tags: tags,
                dockerfile: Self.dockerfile(docker)),
            call: BuildCall(
                arguments: arguments, environment: plan.variables.mapValues { .some($0) }, outputFile: output),
            check: check,
            results: results, display: display, facts: facts, notes: (notes + plan.notes).map { prefix(request) + $0 })
    }

    private func compiled(_ docker: BuildxArguments, of request: ImageRequest) throws(PlanError) -> BuildctlPlan {
        do throws(BuildxError) {
            return try BuildctlPlan(docker, in: BuildxEnvironment(variables: environment, proxies: proxies))
        } catch {
            throw PlanError(code: .usage, message: prefix(request) + error.description)
        }
    }

    func prefix(_ request: ImageRequest) -> String { request.name.map { "image \"\($0)\": " } ?? "" }

    // MARK: Tags and labels

    /// A name that no registry takes would fail the export only, at the end of the build.
    private func check(_ tag: String, of request: ImageRequest) throws(PlanError) {
        do throws(ImageReference.Malformed) { _ = try ImageReference(tag) } catch {
            throw PlanError(code: .usage, message: prefix(request) + "--tag \"\(tag)\": \(error)")
        }
    }

    private func addMetadata(
        to docker: inout BuildxArguments, _ facts: inout [ImageBuild.Fact], _ notes: inout [String]
    ) throws(PlanError) {
        let image = docker.all(.tag).isEmpty ? environment["CI_REGISTRY_IMAGE"].flatMap { $0.isEmpty ? nil : $0 } : nil
        let naming = try PipelineNaming(image: image, environment: environment, context: context)
        docker.append(naming.tags, to: .tag)
        // Those of the command line come later and so override them.
        docker.replace(.label, by: naming.labels + docker.all(.label))
        notes += naming.warnings
        if image != nil, naming.tags.isEmpty {
            notes.append("no branch, tag or merge request is known, so that there is no tag; give -t")
        }
        if !naming.labels.isEmpty {
            facts.append(.init(name: "labels", value: "\(naming.labels.count) of GitLab's variables"))
        }
    }

    private static func words(
        _ tags: [String], of request: ImageRequest, in environment: [String: String]
    ) -> String {
        guard !tags.isEmpty else { return "none, since there is no --tag and no CI_REGISTRY_IMAGE" }
        let origin =
            request.docker.all(.tag).isEmpty ? "GitLab's variables" : request.name == nil ? "--tag" : "the file"
        return tags.joined(separator: " ") + " (of \(origin))"
    }

    // MARK: Progress

    private func display(_ docker: BuildxArguments, index: Int) throws(PlanError) -> ProgressDisplay {
        if docker.isOn(.quiet) || isQuiet { return .quiet }
        switch docker.last(.progress) ?? environment["BUILDKIT_PROGRESS"].flatMap({ $0.isEmpty ? nil : $0 }) ?? "auto" {
        case "auto": return isTerminal ? .terminal(trace: "\(workDirectory)/trace-\(index).jsonl") : .lines
        case "plain": return .lines
        case "tty": return .terminal(trace: "\(workDirectory)/trace-\(index).jsonl")
        case "rawjson": return .json
        case "quiet", "none": return .quiet
        case let progress:
            throw PlanError(
                code: .usage,
                message: "--progress \"\(progress)\" is unknown; write auto, plain, tty, quiet or rawjson")
        }
    }

    private static func clientProgress(_ display: ProgressDisplay) -> String {
        if case .terminal = display { "tty" } else { "rawjson" }
    }

    /// The Dockerfile's path, where it is a file of the job.
    private static func dockerfile(_ docker: BuildxArguments) -> String? {
        if let file = docker.last(.file) { return file }
        let context = docker.context
        guard !context.contains("://"), !context.hasPrefix("git@") else { return nil }
        return context == "." ? "Dockerfile" : context.hasSuffix("/") ? "\(context)Dockerfile" : "\(context)/Dockerfile"
    }
}
