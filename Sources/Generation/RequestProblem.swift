/// One reason why a request cannot become a pipeline.
package struct RequestProblem: Error, Equatable, CustomStringConvertible, Sendable {
    /// The option that the value came by, such as `--tag`.
    package let option: String
    package let message: String

    package var description: String { "\(option): \(message)" }
}

/// Every reason why a request cannot become a pipeline, in the order of the options.
package struct RequestProblems: Error, Equatable, CustomStringConvertible, Sendable {
    package let problems: [RequestProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
