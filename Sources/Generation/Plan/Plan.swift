import BuildKit
package import BuildRequests

/// A request that has been checked, with every default filled in: all that the writing of the pipeline needs to know.
package struct Plan: Equatable, Sendable {
    let mode: BuildRequest.Mode
    let runner: BuildRequest.Runner
    let builder: BuilderPlan
    let registries: RegistryPlan
    /// Changed by components only, which put inputs in place of values.
    var images: [ImagePlan]
    /// Set by components only.
    var deferredService: DeferredService?

    /// Checks a request and fills in its defaults.
    ///
    /// - Throws: everything that is wrong with it, not only the first thing.
    package init(_ request: BuildRequest) throws(RequestProblems) {
        var problems = ProblemList()
        runner = request.runner ?? BuildRequest.standardRunner
        mode = request.mode ?? .daemonless
        if request.mode == nil {
            problems.report("mode", "the mode is missing; write daemonless, service, remote or kubernetes")
        }
        builder = BuilderPlan(request.builder, mode: mode, runner: runner, &problems)
        let settings = request.completeImages
        if settings.isEmpty { problems.report("images", "there is no image; write one, or leave the key out") }
        let shortNames = Self.shortNames(settings)
        var images: [ImagePlan] = []
        for (index, image) in settings.enumerated() {
            images.append(
                ImagePlan(
                    image, shortName: settings.count > 1 ? shortNames[index] : nil, runner: runner, "images[\(index)]",
                    &problems))
        }
        self.images = images
        registries = RegistryPlan(
            request.registries, references: images.flatMap { $0.names + $0.cache.references },
            ownsDaemon: builder.ownsDaemon, &problems)
        Self.checkDistinct(images, &problems)
        guard problems.found.isEmpty else { throw RequestProblems(problems: problems.found) }
    }

    /// What distinguishes each image from the others: the end of its name, or its directory.
    private static func shortNames(_ images: [ImageSettings]) -> [String] {
        images.map { image in
            let name = image.naming.names?.first ?? ImageNaming.standardNames[0]
            let path = name.split(separator: "/").last.map(String.init) ?? name
            guard path.contains("$") else { return path }
            let context = image.inputs.context ?? BuildInputs.standardContext
            let directory = context.split(separator: "/").last.map(String.init) ?? context
            let end = directory == "." || directory.contains("$") ? image.inputs.target ?? "image" : directory
            return String(
                end.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) || "._-".contains($0) ? $0 : "-" })
        }
    }

    /// Two jobs of one name would be one job, and two images in one place or with one cache would replace each other.
    private static func checkDistinct(_ images: [ImagePlan], _ problems: inout ProblemList) {
        var jobs: [String: Int] = [:]
        var places: [String: Int] = [:]
        var caches: [String: Int] = [:]
        for (index, image) in images.enumerated() {
            if let other = jobs.updateValue(index, forKey: image.job.name) {
                problems.report(
                    "images[\(index)].job",
                    "images \(other + 1) and \(index + 1) both have the job \"\(image.job.name)\"; give each a job of its own"
                )
            }
            if case .fixed(let tags) = image.tags {
                for place in image.names.flatMap({ name in tags.map { "\(name.text):\($0.text)" } }) {
                    if let other = places.updateValue(index, forKey: place), other != index {
                        problems.report(
                            "images[\(index)].name",
                            "images \(other + 1) and \(index + 1) both go to \"\(place)\"; give each a name or tags of its own"
                        )
                    }
                }
            }
            if case .registry(let cache) = image.cache,
                let other = caches.updateValue(index, forKey: cache.reference)
            {
                problems.report(
                    "images[\(index)].cache.ref",
                    "images \(other + 1) and \(index + 1) both write their cache to \"\(cache.reference)\"; leave out the tag, or give each its own"
                )
            }
        }
    }
}
