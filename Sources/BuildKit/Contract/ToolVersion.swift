/// The version of both programs, which are released together.
package enum ToolVersion {
    /// Semantic version 2.0.0, without a leading v.
    package static let current = "0.1.0"
}
