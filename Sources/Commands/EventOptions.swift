import ArgumentParser
import GitLabCI

/// The options that say what starts a pipeline.
struct EventOptions: ParsableArguments {
    /// `tag`, or a value of `CI_PIPELINE_SOURCE`.
    enum Event: ExpressibleByArgument, Equatable {
        case tag
        case source(PipelineSource)

        init?(argument: String) {
            if argument == "tag" {
                self = .tag
            } else if let source = PipelineSource(rawValue: argument) {
                self = .source(source)
            } else {
                return nil
            }
        }

        var defaultValueDescription: String { "push" }
        static var allValueStrings: [String] { ["tag"] + PipelineSource.allCases.map(\.rawValue) }
    }

    @Option(help: ArgumentHelp("What starts the pipeline; tag is the push of a tag.", valueName: "event"))
    var event = Event.source(.push)
    @Option(help: ArgumentHelp("The branch or the tag. (default: the default branch)", valueName: "name"))
    var ref: String?
    @Flag(help: "The ref is a tag.") var tag = false
    @Flag(help: "The branch is pushed for the first time, so that rules:changes always hold.") var newBranch = false
    @Option(help: ArgumentHelp("The default branch of the project.", valueName: "name")) var defaultBranch = "main"
    @Flag(inversion: .prefixedNo, help: "Whether the ref is protected. (default: if it is the default branch)")
    var protected: Bool?
    @Option(help: ArgumentHelp("The source branch of the merge request. (default: the ref)", valueName: "name"))
    var sourceBranch: String?
    @Option(help: ArgumentHelp("The target branch. (default: the default branch)", valueName: "name"))
    var targetBranch: String?
    @Option(help: ArgumentHelp("The path of the project on the server.", valueName: "group/project"))
    var project: String?
    @Option(name: .customLong("var"), help: ArgumentHelp("A variable of the pipeline.", valueName: "NAME=VALUE"))
    var variables: [String] = []
    @Option(parsing: .upToNextOption, help: ArgumentHelp("The files that are changed.", valueName: "path"))
    var changed: [String] = []

    func validate() throws {
        for variable in variables where variable.first == "=" || !variable.contains("=") {
            throw ValidationError("--var \"\(variable)\" is not of the form NAME=VALUE")
        }
        if event == .tag, ref == nil { throw ValidationError("--event tag needs the name of the tag; give --ref") }
        if event == .source(.mergeRequest), ref == nil, sourceBranch == nil {
            throw ValidationError("--event merge_request_event needs a branch; give --source-branch")
        }
        if event == .tag || tag, newBranch || isForMergeRequest {
            throw ValidationError("a tag is neither a new branch nor part of a merge request")
        }
    }

    private var isForMergeRequest: Bool {
        event == .source(.mergeRequest)
            || (event == .source(.parentPipeline) && (sourceBranch != nil || targetBranch != nil))
    }

    var request: SimulationRequest {
        let source: PipelineSource = if case .source(let source) = event { source } else { .push }
        var request = SimulationRequest(source: source, ref: ref ?? defaultBranch)
        request.isTag = tag || event == .tag
        request.isNewBranch = newBranch
        request.defaultBranch = defaultBranch
        if isForMergeRequest {
            request.ref = sourceBranch ?? request.ref
            request.mergeRequest = .init(sourceBranch: request.ref, targetBranch: targetBranch ?? defaultBranch)
        }
        let isDefault = !request.isTag && !isForMergeRequest && request.ref == defaultBranch
        request.isProtected = protected ?? isDefault
        request.project = project
        request.variables = pipelineVariables
        request.changedPaths =
            changed.isEmpty ? nil : changed.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
        return request
    }

    private var pipelineVariables: [String: String] {
        var result: [String: String] = [:]
        for variable in variables {
            guard let sign = variable.firstIndex(of: "=") else { continue }
            result[String(variable[..<sign])] = String(variable[variable.index(after: sign)...])
        }
        return result
    }

    /// What `include` sees of the pipeline.
    var loadingVariables: [String: String] { PredefinedVariables.forLoading(request) }

    /// What is simulated, in a few words.
    var title: String {
        let request = request
        if let mergeRequest = request.mergeRequest {
            return "\(request.source.rawValue) for \(mergeRequest.sourceBranch) into \(mergeRequest.targetBranch)"
        }
        return "\(request.source.rawValue) on \(request.isTag ? "tag" : "branch") \(request.ref)"
    }
}
