import BuildKit
import BuildRequests

/// One image that has been checked, with every default filled in.
struct ImagePlan: Equatable, Sendable {
    /// Where the image goes, without tags.
    let names: [VariableText]
    var tags: TagPlan
    let labels: [NamedValues<String>.Entry]
    let annotations: [NamedValues<String>.Entry]
    let annotationLevels: [ImageNaming.AnnotationLevel]
    let push: ImageNaming.Push
    let inputs: InputsPlan
    var cache: CachePlan
    let job: JobPlan
    /// The tags of the runner for each platform of a native build.
    let platformRunnerTags: [[String]]
    /// What only the job knows; nothing for a pipeline of its own.
    var deferred = DeferredInputs()

    /// Whether each platform is built by a job of its own.
    var isNative: Bool { inputs.isNative }

    /// - Parameters:
    ///   - path: of the image, such as `images[0]`.
    ///   - shortName: distinguishes the image from the others of the request; nil for the only one.
    init(
        _ settings: ImageSettings, shortName: String?, runner: BuildRequest.Runner, _ path: String,
        _ problems: inout ProblemList
    ) {
        let names = settings.naming.names ?? ImageNaming.standardNames
        if names.isEmpty { problems.report("\(path).name", "an image needs a name") }
        for name in names { Self.checkName(name, "\(path).name", &problems) }
        self.names = names.map(VariableText.init)
        tags = TagPlan(settings.naming, runner: runner, path, &problems)
        labels = settings.naming.labels?.entries ?? []
        annotations = settings.naming.annotations?.entries ?? []
        annotationLevels = settings.naming.annotationLevels ?? ImageNaming.standardAnnotationLevels
        push = settings.naming.push ?? ImageNaming.standardPush
        inputs = InputsPlan(settings.inputs, path, &problems)
        cache = CachePlan(
            settings.cache, name: names.first ?? "", tags: tags, tag: shortName ?? CacheSettings.standardTag, path,
            &problems)
        let jobName = settings.job.name ?? shortName.map { "build-\($0)" } ?? JobSettings.standardName
        job = JobPlan(settings.job, name: jobName, path, &problems)
        platformRunnerTags = inputs.platforms.map { platform in
            settings.inputs.platformRunnerTags?[platform]
                ?? Platform(platform).map { settings.job.runnerTags ?? [] + [$0.architecture] } ?? []
        }
        for (key, entries) in [("labels", labels), ("annotations", annotations)] {
            for entry in entries where entry.name.isEmpty || entry.name.contains("=") {
                problems.report("\(path).\(key)", "\"\(entry.name)\" is not a key")
            }
        }
        if settings.naming.annotationLevels != nil, annotations.isEmpty {
            problems.report("\(path).annotation-levels", "there are no annotations; leave it out, or add some")
        }
        if let level = annotationLevels.first(where: { $0 == .index || $0 == .indexDescriptor }), !inputs.hasIndex {
            problems.report(
                "\(path).annotation-levels",
                "an image of one platform without attestations has no index; leave out \"\(level.rawValue)\", or add"
                    + " platforms, provenance or an SBOM")
        }
        if push == .never, inputs.isNative {
            problems.report("\(path).push", "native builds meet in the registry; push, or choose emulated")
        }
    }

    /// A name alone, since tags have an option of their own and a digest is not ours to choose.
    private static func checkName(_ name: String, _ path: String, _ problems: inout ProblemList) {
        guard let reference = problems.reference(name, path) else { return }
        if let tag = reference.tag {
            problems.report(path, "\"\(name)\" ends in the tag \"\(tag)\"; give the tag by --tag")
        } else if reference.digest != nil {
            problems.report(path, "\"\(name)\" has a digest, which only the push can tell; leave it out")
        }
    }
}
