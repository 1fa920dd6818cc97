import BuildKit
import BuildRequests

/// Checks that several parts of a plan share.
extension ProblemList {
    /// Reads an image reference whose variables are filled with examples; what is wrong with it is reported.
    mutating func reference(_ text: String, _ path: String) -> ImageReference? {
        do throws(ImageReference.Malformed) {
            return try ImageReference(VariableText(text).expanded(PredefinedVariable.example(of:)))
        } catch {
            report(path, "\"\(text)\": \(error)")
            return nil
        }
    }

    mutating func checkPath(_ text: String, _ path: String) {
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) {
            report(path, "the path holds a control character; rename it")
        }
    }

    /// A path from the root of the checkout, where the job begins.
    mutating func checkInCheckout(_ text: String, _ path: String) {
        checkPath(text, path)
        var depth = 0
        for part in text.split(separator: "/") where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 {
                return report(path, "\"\(text)\" is outside of the checkout; write a path from the repository's root")
            }
        }
    }

    /// The name of an environment variable.
    mutating func checkVariableName(_ name: String, _ path: String) {
        guard VariableText("$" + name).segments != [.variable(name)] else { return }
        let meant = name.hasPrefix("$") ? "; leave out the dollar sign" : "; use letters, digits and _"
        report(path, "\"\(name)\" is not the name of a variable\(meant)")
    }

    /// A text that must not be empty.
    mutating func checkNotEmpty(_ text: String, _ path: String) {
        if text.isEmpty { report(path, "the value is empty; write one, or leave it out") }
    }

    /// A registry's host, with variables filled in.
    ///
    /// - Parameter allowsPath: whether a path may follow.
    mutating func checkHost(_ text: String, allowsPath: Bool = false, _ path: String) {
        let filled = VariableText(text).expanded(PredefinedVariable.example(of:))
        let host = allowsPath ? String(filled.prefix { $0 != "/" }) : filled
        let form = allowsPath ? "host, host:port or host/path" : "host or host:port"
        if text.contains("://") {
            report(path, "\"\(text)\" is a URL; write the \(form)")
        } else if host.isEmpty || filled.contains(where: { "\" \\'".contains($0) || $0.isNewline })
            || host.contains("/")
        {
            report(path, "\"\(text)\" is not a registry; write \(form)")
        }
    }
}
