import Diagnostics
import GitLabCI
import YAMLTree

/// See `about`.
package struct UnusedAnchor: Rule {
    package static let about = RuleDescription(
        id: "unused-anchor", category: .pipeline, severity: .note,
        summary: "an anchor that no alias refers to",
        why: """
            `&name` gives a value a name for aliases in the same file. Without an alias it says that something is shared which is \
            not, and often what was meant to use it has a copy of its own by now. Anchors do not reach into other files: for \
            those GitLab has `extends` and `!reference`.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                .defaults: ⟦&defaults⟧
                  image: alpine:3.22

                build:
                  extends: .defaults
                  script: make
                """,
                says: "no alias refers to the anchor \"defaults\"; remove it",
                fixed: """
                    .defaults:
                      image: alpine:3.22

                    build:
                      extends: .defaults
                      script: make
                    """, without: [.anchor]),
            .good(
                """
                .defaults: &defaults
                  image: alpine:3.22

                build:
                  <<: *defaults
                  script: make
                """, without: [.anchor]),
        ], references: ["https://docs.gitlab.com/ci/yaml/yaml_optimization/#anchors"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        for document in pipeline.documents {
            for id in document.anchored where !document.aliased.contains(id) {
                let node = document[id]
                guard let anchor = node.anchor, let span = Self.span(of: anchor, node, in: document) else { continue }
                report.report(
                    .unused(anchor), at: span,
                    fix: .safe("remove the anchor", Self.withBlanks(span).map { TextEdit($0, "") }))
            }
        }
    }

    /// Where `&name` is written: at the start of the node, perhaps behind its tag.
    private static func span(of anchor: String, _ node: YAMLNode, in document: YAMLDocument) -> SourceSpan? {
        let written = Array("&\(anchor)".utf8)
        let bytes = document.file.bytes
        var start = Int(node.start)
        let end = min(Int(node.end), bytes.count)
        while start < end, bytes[start] != written.first, bytes[start] != 0x0A { start += 1 }
        guard start + written.count <= bytes.count, bytes[start..<start + written.count].elementsEqual(written) else {
            return nil
        }
        return SourceSpan(file: document.file, start: start, end: start + written.count)
    }

    /// With the blanks on one side, so that what is around it stays apart by one blank at most; nil where it is all that
    /// there is of a key, or of an item in brackets: these cannot be empty.
    private static func withBlanks(_ span: SourceSpan) -> SourceSpan? {
        let bytes = span.file.bytes
        var (start, end) = (span.start, span.end)
        if end < bytes.count, bytes[end] == UInt8(ascii: " ") {
            while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
        } else {
            while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
        }
        if end < bytes.count, ":,]}".utf8.contains(bytes[end]) { return nil }
        return SourceSpan(file: span.file, start: start, end: end)
    }
}

extension RuleMessage {
    fileprivate static func unused(_ anchor: String) -> Self {
        "no alias refers to the anchor \"\(anchor)\"; remove it"
    }
}
