import BuildKit

/// What is done for one image, decided before anything is done.
struct ImageBuild: Equatable, Sendable {
    let observed: ObservedBuild
    let call: BuildCall
    /// For `--check`: the call that prints the findings. `call` then looks whether the Dockerfile can be read at all, of
    /// which the other says nothing.
    var check: BuildCall?
    let results: ResultFiles
    /// How the progress is shown.
    let display: ProgressDisplay
    /// For `--explain`: what was decided, and why. Secrets are not masked yet.
    let facts: [Fact]
    /// What a person should know before the build.
    let notes: [String]

    struct Fact: Equatable, Sendable {
        let name: String
        let value: String
    }
}

/// Who shows the progress of a build.
enum ProgressDisplay: Equatable, Sendable {
    /// We do, from what the client tells in JSON.
    case lines
    /// The client's JSON goes on as it is.
    case json
    /// The client does, on the terminal; what it tells in JSON is in a file.
    case terminal(trace: String)
    /// Nobody, unless the build fails.
    case quiet
}

/// The files that a build leaves beside the image.
struct ResultFiles: Equatable, Sendable {
    /// Where the client writes what it knows about the image; private to the run.
    var clientMetadata: String
    /// `--metadata-file`
    var metadataFile: String?
    /// `--iidfile`
    var iidFile: String?
    /// `--digest-file`
    var digestFile: String?
    /// Whether the image's id goes to standard output, as `docker buildx build --quiet` prints it.
    var printsID = false
}
