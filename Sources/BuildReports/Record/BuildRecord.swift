package import BuildKit

/// A finished build as it may be shown: every text in it is one line without control characters and secrets. The reports
/// are made of this and of nothing else.
package struct BuildRecord: Equatable, Sendable {
    /// The name in the request file, or the first tag, or the context.
    package var name: String
    /// The references of the image in full.
    package var tags: [String]
    /// The Dockerfile's path in the project; nothing where it is not in it.
    package var dockerfile: String?
    package var outcome: Outcome
    /// What the client exited with.
    package var exitCode: Int32
    /// How often it was tried, from 1.
    package var attempts: Int
    /// Those that began, in the order in which they did, and then those that were planned and never began.
    package var steps: [Step]
    package var findings: [Finding]
    package var failure: Failure?
    /// Of the manifest or index.
    package var digest: String?
    package var configDigest: String?
    /// The references that were pushed, as the builder told.
    package var pushed: [String]
    /// From the first start of a step to the last end; nothing where no step ended.
    package var duration: Duration?
    /// Instructions other than FROM that succeeded, and how many of them came from the cache.
    package var instructions: Int
    package var cachedInstructions: Int

    /// Between 0 and 1; nothing where there was no instruction.
    package var cacheHitRatio: Double? {
        instructions == 0 ? nil : Double(cachedInstructions) / Double(instructions)
    }

    /// What was transferred, in bytes.
    package var bytes: Int { steps.reduce(0) { $0 + $1.bytes } }

    /// A reference without a tag is pushed as `latest`.
    package var unpushedTags: [String] {
        tags.filter { tag in !pushed.contains(tag) && !pushed.contains("\(tag):latest") }
    }

    /// The steps that took most time, the slowest first.
    package func slowest(_ count: Int) -> [Step] {
        let timed = steps.filter { $0.status != .cached && $0.duration > .zero }
        return Array(timed.sorted { $0.duration > $1.duration }.prefix(count))
    }

    /// When the first step began.
    package var started: Instant? { steps.compactMap(\.intervals.first?.lowerBound).min() }
}

extension BuildRecord {
    package struct Step: Equatable, Sendable {
        package enum Status: Equatable, Sendable {
            case succeeded
            case cached
            /// With the step's own error.
            case failed(String)
            /// Something else ended the build while it ran.
            case cancelled
            /// It was planned and never began.
            case notRun
        }

        /// As `--progress=plain` numbers it; nothing for a step that never began.
        package var number: Int?
        /// In full, such as `[build 2/5] RUN make`.
        package var name: String
        package var kind: StepName.Kind
        /// In upper case, such as `RUN`; nothing for steps that are no instruction.
        package var instruction: String?
        package var status: Status
        /// How long it was at work.
        package var duration: Duration
        /// When it was at work, oldest first.
        package var intervals: [ClosedRange<Instant>]
        /// What was transferred.
        package var bytes: Int
        /// The last lines of its output.
        package var output: [String]
    }

    /// A finding of the checks of Dockerfiles.
    package struct Finding: Equatable, Sendable {
        /// Such as `SecretsUsedInArgOrEnv`; nothing where the builder named none.
        package var rule: String?
        /// Without the rule and the place.
        package var message: String
        package var detail: String
        /// In the project, where that is known; else as the builder names the file.
        package var file: String
        /// From 1; nothing for a finding on the whole file.
        package var lines: ClosedRange<Int>?
        /// The text of the first line.
        package var lineText: String?
        /// The page of the rule.
        package var url: String?
    }

    package struct Failure: Equatable, Sendable {
        /// Nothing where no step is at fault, as with a syntax error.
        package var step: Step?
        package var message: String
        package var excerpt: SourceExcerpt?
        /// Whether the build was called off rather than failed.
        package var isCancelled: Bool
        package var known: KnownFailure?
    }
}
