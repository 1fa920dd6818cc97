import Diagnostics
import YAMLTree

/// What is noticed on the way while files are read.
struct LoadingNotes {
    /// What GitLab accepts and people should know.
    var diagnostics: [Diagnostic] = []
    /// Every document that was read.
    var documents: [YAMLDocument] = []
}
