import Diagnostics
import YAMLTree

/// The edit that adds a stage to the list of a configuration.
struct StageInsertion {
    let edits: [TextEdit]
    /// Where the stage has gone, in words.
    let note: String

    init(of stage: String, into configuration: EditableConfiguration) throws(EditRefusal) {
        guard let pair = configuration.pair("stages") else {
            throw EditRefusal(
                message:
                    "there is no stage \"\(stage)\", and \"stages\" is not written in this file; choose another stage",
                span: .start(of: configuration.file))
        }
        guard configuration.obstacle(of: pair.value) == nil,
            case .sequence(let items) = configuration.yaml[pair.value].content,
            case let names = items.map({ Self.name(of: $0, in: configuration.yaml) }), names.allSatisfy({ $0 != nil })
        else {
            throw EditRefusal(
                message:
                    "there is no stage \"\(stage)\", and \"stages\" is no plain list; add it yourself or choose another",
                span: configuration.span(of: pair.key))
        }
        let index = Self.place(of: stage, among: names.map { $0 ?? "" })
        let text = ScalarStyle.line(stage, flow: true)
        if let following = index < names.count ? names[index] : nil {
            note = "added the stage \"\(stage)\" before \"\(following)\""
        } else {
            note = "added the stage \"\(stage)\" as the last"
        }
        edits = [
            configuration.isFlow(pair.value)
                ? Self.inBrackets(text, at: index, of: items, pair, configuration)
                : try Self.line(text, at: index, of: items, pair, configuration)
        ]
    }

    private static func name(of id: YAMLNode.ID, in yaml: YAMLDocument) -> String? {
        if case .scalar(let text, let style) = yaml[id].content, style != .literal, style != .folded {
            text
        } else {
            nil
        }
    }

    /// GitLab's own order: what is built comes before what tests it, and all of that before what goes out.
    static func place(of stage: String, among names: [String]) -> Int {
        if stage == "build" {
            return names.firstIndex { name in !["prepare", ".pre", "lint", "validate"].contains { name.hasPrefix($0) } }
                ?? names.count
        }
        return names.firstIndex { name in
            ["deploy", "release", "publish", "production", "staging", "cleanup", ".post"].contains {
                name.hasPrefix($0)
            }
        } ?? names.count
    }

    private static func inBrackets(
        _ text: String, at index: Int, of items: [YAMLNode.ID], _ pair: YAMLNode.Pair,
        _ configuration: EditableConfiguration
    ) -> TextEdit {
        if index < items.count {
            return configuration.insertion("\(text), ", at: configuration.start(of: items[index]))
        }
        guard let last = items.last else {
            return configuration.insertion(text, at: configuration.start(of: pair.value) + 1)
        }
        return configuration.insertion(", \(text)", at: configuration.end(of: last))
    }

    private static func line(
        _ text: String, at index: Int, of items: [YAMLNode.ID], _ pair: YAMLNode.Pair,
        _ configuration: EditableConfiguration
    ) throws(EditRefusal) -> TextEdit {
        let lines = configuration.lines
        guard let indent = lines.indent(at: configuration.start(of: pair.value)), let last = items.last else {
            throw EditRefusal(
                message: "there is no stage \(text), and the list of stages does not begin on a line of its own",
                span: configuration.span(of: pair.key))
        }
        let added = String(repeating: " ", count: indent) + "- " + text
        guard index < items.count else {
            let place = lines.additionAfter(
                max(configuration.start(of: last), configuration.end(of: last) - 1), [added])
            return configuration.insertion(place.text, at: place.offset)
        }
        let start = lines.start(at: configuration.start(of: items[index]))
        return configuration.insertion(lines.text([added]), at: start)
    }
}
