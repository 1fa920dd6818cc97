package import Diagnostics
import GitLabCI
import YAMLTree

/// `.buildkit-ci-lint.yml` at the root of a project:
///
/// ```yaml
/// baseline: lint-baseline.json   # findings that do not count
/// exclude: [vendor/**]           # paths whose findings are not shown
/// rules:
///   floating-builder-image-tag: off   # or error, warning, note
///   SC2046: off                       # checks of shellcheck too
/// ```
package struct LintConfiguration: Sendable {
    package static let fileName = ".buildkit-ci-lint.yml"

    package var disabled: Set<String> = []
    package var severities: [String: Diagnostic.Severity] = [:]
    /// The path of the baseline, relative to the root of the project.
    package var baseline: String?
    /// Patterns as in `changes`.
    package var exclude: [String] = []

    package init() {}

    /// Why a file is no configuration: the place, and what to write.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let span: SourceSpan
        package let message: String
        package var description: String { "\(span): \(message)" }
    }

    private static let keys = ["baseline", "exclude", "rules"]

    /// - Throws: `Problem`, for the first thing that is wrong.
    package init(_ file: SourceFile, rules known: [String]) throws(Problem) {
        let document: YAMLDocument
        do {
            document = try YAMLParser.parseFirstDocument(of: file)
        } catch {
            throw Problem(span: error.problemSpan, message: error.problem)
        }
        guard let root = document.root else { return }
        for pair in try Self.pairs(root, document, "the file") {
            let key = try Self.text(pair.key, document, "a key")
            switch key {
            case "baseline": baseline = try Self.text(pair.value, document, "\"baseline\"")
            case "exclude":
                guard case .sequence(let items) = document[pair.value].content else {
                    throw Problem(span: document.span(of: pair.value), message: "\"exclude\" is a list of patterns")
                }
                for item in items { exclude.append(try Self.text(item, document, "a pattern")) }
            case "rules":
                for rule in try Self.pairs(pair.value, document, "\"rules\"") { try read(rule, document, known) }
            default:
                throw Self.unknown("key", key, Self.keys, document.span(of: pair.key))
            }
        }
    }

    private mutating func read(
        _ pair: YAMLNode.Pair, _ document: YAMLDocument, _ known: [String]
    ) throws(Problem) {
        let id = try Self.text(pair.key, document, "a rule")
        guard known.contains(id) || ShellCheckReport.isID(id) else {
            throw Self.unknown("rule", id, known, document.span(of: pair.key))
        }
        let value = try Self.text(pair.value, document, "\"\(id)\"")
        if value == "off" {
            disabled.insert(id)
        } else if let severity = Diagnostic.Severity(rawValue: value) {
            severities[id] = severity
        } else {
            throw Problem(
                span: document.span(of: pair.value),
                message: "\"\(value)\" is no severity; write off, error, warning or note")
        }
    }

    private static func pairs(
        _ id: YAMLNode.ID, _ document: YAMLDocument, _ what: String
    ) throws(Problem) -> [YAMLNode.Pair] {
        guard case .mapping(let pairs) = document[id].content else {
            throw Problem(span: document.span(of: id), message: "\(what) has to be a map")
        }
        return pairs
    }

    private static func text(
        _ id: YAMLNode.ID, _ document: YAMLDocument, _ what: String
    ) throws(Problem) -> String {
        guard case .scalar(let text, _) = document[id].content, !text.isEmpty else {
            throw Problem(span: document.span(of: id), message: "\(what) has to be a text")
        }
        return text
    }

    private static func unknown(_ kind: String, _ name: String, _ known: [String], _ span: SourceSpan) -> Problem {
        let near = Suggestion.nearest(to: name, among: known).map { "; did you mean \"\($0)\"?" }
        return Problem(
            span: span,
            message: "there is no \(kind) \"\(name)\"\(near ?? "; there is \(known.prefix(5).joined(separator: ", "))")"
        )
    }

    /// Whether findings in a file are shown.
    package func includes(_ path: String) -> Bool { !exclude.contains { PathGlob.matchesPath($0, path) } }
}
