package import Diagnostics
package import YAMLTree

/// What GitLab makes of the files before it looks at any keyword.
package struct LoadedConfiguration: Sendable {
    /// Everything merged and resolved; nil when loading failed.
    package let root: ConfigMapping?
    /// The one message with which loading stopped.
    package let failure: LoadingError?
    /// What could not be had, so that the configuration is not complete.
    package let missing: [MissingInclude]
    /// Top-level entries that inherit or reference something that is missing: what they hold is not known.
    package let uncertain: Set<String>
    /// Inputs of a component that have only a stand-in for a value.
    package let standIns: Set<String>
    /// What we noticed ourselves and GitLab accepts: duplicate keys, ignored documents.
    package let notes: [Diagnostic]
    /// The documents of all files that were read, as they are written.
    package let documents: [YAMLDocument]
    /// The file that loading began with.
    package let file: SourceFile

    package var isComplete: Bool { missing.isEmpty }
}
