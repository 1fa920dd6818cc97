package import BuildRequests
package import GitLabCI

/// What a repository shows of the images that it makes.
package struct RepositorySurvey: Sendable {
    /// An image that could be built.
    package struct Image: Equatable, Sendable {
        package let dockerfile: String
        package let context: String
        /// The name in the registry, with GitLab's variable for the project.
        package let name: String
        /// The files that it depends on, where there are other images; nil where any may matter.
        package let changes: [String]?
    }

    /// In the order of their paths.
    package private(set) var images: [Image] = []
    /// Dockerfiles that look as if they were no product, with the name of the directory that makes them look so.
    package private(set) var leftOut: [(path: String, directory: String)] = []
    /// Whether there is a pipeline already.
    package let hasPipeline: Bool
    /// What could be better in the Dockerfiles, a sentence each with its place.
    package private(set) var advice: [String] = []

    /// The pipeline that GitLab looks for by default.
    package static let pipelinePath = ".gitlab-ci.yml"

    package init(_ project: any ProjectFiles) {
        let paths = project.paths
        hasPipeline = paths.contains(Self.pipelinePath)
        var dockerfiles: [(path: String, text: String)] = []
        for path in paths {
            let verdict = DockerfileSearch.judge(path)
            guard verdict != .no, let bytes = project.contents(of: path) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            guard Self.isDockerfile(text) else { continue }
            if case .aside(let directory) = verdict {
                leftOut.append((path, directory))
            } else {
                dockerfiles.append((path, text))
            }
        }
        let names = Self.names(dockerfiles.map(\.path))
        let files = Set(paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
        for ((path, text), name) in zip(dockerfiles, names) {
            let context = ContextGuess(dockerfile: path, text: text, paths: paths)
            images.append(
                Image(
                    dockerfile: path, context: context.directory, name: name,
                    changes: dockerfiles.count > 1 ? context.changes : nil))
            advice += CacheMount.advice(for: path, text: text, names: files)
        }
    }

    /// The request that builds some of the images.
    package func request(mode: BuildRequest.Mode, images chosen: [Image]) -> BuildRequest {
        var request = BuildRequest()
        request.mode = mode
        request.images = chosen.map { image in
            var settings = ImageSettings()
            settings.naming.names = [image.name]
            if image.context != BuildInputs.standardContext { settings.inputs.context = image.context }
            let standard = image.context == "." ? "Dockerfile" : "\(image.context)/Dockerfile"
            if image.dockerfile != standard { settings.inputs.dockerfile = image.dockerfile }
            if chosen.count > 1 { settings.job.changes = image.changes }
            return settings
        }
        return request
    }

    private static func isDockerfile(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            line.drop(while: \.isWhitespace).prefix(5).uppercased() == "FROM "
        }
    }

    /// A name for each image: that of the project for the only one and for one at the root, else one below it.
    private static func names(_ paths: [String]) -> [String] {
        let base = ImageNaming.standardNames[0]
        guard paths.count > 1 else { return paths.map { _ in base } }
        let parts = paths.map(distinction)
        let ends = parts.map { $0.last ?? "" }
        // Where the last part is not enough, all of them are.
        var names = zip(parts, ends).map { parts, end in
            ends.filter { $0 == end }.count > 1 ? parts.joined(separator: "-") : end
        }
        for (index, name) in names.enumerated() where names[..<index].contains(name) { names[index] += "-\(index + 1)" }
        return names.map { $0.isEmpty ? base : "\(base)/\($0)" }
    }

    /// The parts of a path that tell one image from another, as parts of a registry's path.
    private static func distinction(_ path: String) -> [String] {
        let parts = path.split(separator: "/").map(String.init)
        let directories = parts.dropLast().filter { !meaningless.contains($0.lowercased()) }
        return (directories + [DockerfileSearch.qualifier(of: parts.last ?? "")]).map(slug).filter { !$0.isEmpty }
    }

    /// Lower-case letters and digits with single hyphens between them (OCI Distribution, "Pulling manifests").
    private static func slug(_ text: String) -> String {
        text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    /// Directories whose name says nothing of the image.
    private static let meaningless: Set<String> = [
        "docker", ".docker", "container", "containers", "images", "image", "build", "deploy", "ci", ".ci", "src",
        "services", "apps", "packages",
    ]
}
