/// Is told all that happens to the builds of one run: it shows them to people and writes reports.
///
/// Everything is called on the one thread of the run. For each try of a build there is one `begin`, a `receive` for each
/// line that the client prints on standard error, and one `end`; builds of one run may overlap. `finish` is the last call.
package protocol BuildObserver: AnyObject {
    /// A client starts: for the first time, or again.
    ///
    /// - Parameter attempt: from 1.
    func begin(_ build: ObservedBuild, attempt: Int)
    func receive(_ line: ProgressDecoder.Line, of build: ObservedBuild)
    func end(_ build: ObservedBuild, _ ending: BuildEnding)
    /// Time passes: about once a second while the run lasts.
    func pulse()
    /// No build will begin any more.
    func finish()
}

/// A build as those who follow it know it.
package struct ObservedBuild: Equatable, Sendable {
    /// From 0; tells the builds of one run apart.
    package let index: Int
    /// For people: the name in the request file, or the first tag, or the context.
    package let name: String
    /// The names under which the image is made, in full.
    package let tags: [String]
    /// The Dockerfile as it was named, from the directory of the job; nothing for a context that BuildKit fetches.
    package let dockerfile: String?

    package init(index: Int, name: String, tags: [String], dockerfile: String?) {
        self.index = index
        self.name = name
        self.tags = tags
        self.dockerfile = dockerfile
    }
}

/// How one try of a build ended.
package struct BuildEnding: Equatable, Sendable {
    package let outcome: Outcome
    /// What the client exited with; 128 and the number of the signal that ended it.
    package let exitCode: Int32
    /// What is known about the failure.
    package let failure: KnownFailure?
    /// What the client wrote about the image; nothing where it failed or made none.
    package let metadata: BuildMetadata?
    /// After how long it is tried again; nothing where it is not.
    package let retriedAfter: Duration?

    package init(
        outcome: Outcome, exitCode: Int32, failure: KnownFailure? = nil, metadata: BuildMetadata? = nil,
        retriedAfter: Duration? = nil
    ) {
        self.outcome = outcome
        self.exitCode = exitCode
        self.failure = failure
        self.metadata = metadata
        self.retriedAfter = retriedAfter
    }
}
