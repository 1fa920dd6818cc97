package import BuildKit

/// A known failure that a log shows.
package struct LogFinding: Equatable, Sendable {
    package let failure: KnownFailure
    /// The first line that shows it, from 1.
    package let line: Int
    /// That line as a person sees it; a long one is cut.
    package let text: String
    /// The last line that shows it.
    package internal(set) var lastLine: Int
    /// How many lines show it.
    package internal(set) var count: Int
}
