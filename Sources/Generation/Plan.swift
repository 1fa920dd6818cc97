import BuildKit

/// A request that has been checked, with every default filled in: all that the writing of the pipeline needs to know.
package struct Plan: Equatable, Sendable {
    let mode: Request.Mode
    let runner: Request.Runner
    /// Where the image goes, each as `name:tag`.
    let images: [VariableText]
    let context: VariableText
    let dockerfileDirectory: VariableText
    let dockerfileName: VariableText
    /// Where build cache is kept, if it is.
    let cache: VariableText?
    let jobImage: String
    let privileged: Bool
    let stage: String?
    let job: String
    /// Whether the job logs in to the registry of the GitLab instance itself.
    let logsIn: Bool

    /// The image that holds the daemon of service mode.
    var daemonImage: String { Plan.publicImage(privileged: privileged) }

    /// The image that works with what is public today.
    static func publicImage(privileged: Bool) -> String {
        privileged ? BuilderImage.privileged : BuilderImage.rootless
    }

    /// Checks a request and fills in its defaults.
    ///
    /// - Throws: everything that is wrong with it, not only the first thing.
    package init(_ request: Request) throws(RequestProblems) {
        var problems = Problems()
        problems.checkName(request.name)
        problems.checkTags(request.tags, cache: request.cache)
        problems.checkCache(request.cache)
        problems.checkPaths(of: request)
        problems.checkJob(of: request)
        guard problems.found.isEmpty else { throw RequestProblems(problems: problems.found) }

        let dockerfile = request.dockerfile ?? Plan.file("Dockerfile", in: request.context)
        let (directory, file) = Plan.split(dockerfile)
        let cache: String? =
            switch request.cache {
            case .none: nil
            case .besideImage: "\(request.name):\(Problems.cacheTag)"
            case .reference(let text): text
            }
        self.mode = request.mode
        self.runner = request.runner
        self.images = request.tags.map { VariableText("\(request.name):\($0)") }
        self.context = VariableText(request.context)
        self.dockerfileDirectory = VariableText(directory)
        self.dockerfileName = VariableText(file)
        self.cache = cache.map(VariableText.init)
        self.jobImage = request.jobImage ?? Plan.publicImage(privileged: request.privileged)
        self.privileged = request.privileged
        self.stage = request.stage
        self.job = request.job
        self.logsIn = [request.name, cache ?? ""].contains { PredefinedVariable.beginsWithRegistry(VariableText($0)) }
    }

    private static func file(_ name: String, in directory: String) -> String {
        directory == "." ? name : directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }

    /// The directory and the last part of a path.
    private static func split(_ path: String) -> (directory: String, file: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let directory = path[..<slash]
        return (directory.isEmpty ? "/" : String(directory), String(path[path.index(after: slash)...]))
    }
}
