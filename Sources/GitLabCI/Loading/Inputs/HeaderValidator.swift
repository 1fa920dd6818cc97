import Diagnostics

/// Checks the header of a file: `spec`, its `inputs`, `include`, `component` and `description`.
///
/// Source: `Gitlab::Ci::Config::Header` of GitLab 18.11. https://docs.gitlab.com/ci/yaml/#header-keywords
struct HeaderValidator {
    private static let specKeys = ["inputs", "include", "component", "description"]
    private static let descriptionLimit = 256
    private static let componentValues = ["name", "sha", "version", "reference"]
    private static let includeKeys = ["local", "file", "remote", "project", "ref", "integrity", "cache"]

    private var problems: [HeaderProblem] = []

    /// All problems of a header in GitLab's order. What stands in a node that is wrong itself is not looked at.
    static func problems(of header: ConfigMapping) -> [HeaderProblem] {
        var validator = HeaderValidator()
        validator.check(header)
        return validator.problems
    }

    private mutating func check(_ header: ConfigMapping) {
        guard allow(["spec"], in: header, at: "header") else { return }
        guard let spec = header["spec"], !spec.isNull else { return }
        guard let mapping = spec.mapping else { return add("header:spec config should be a hash", spec.span) }
        guard checkSpec(mapping) else { return }
        checkInputs(mapping["inputs"])
        checkInclude(mapping["include"])
        checkComponent(mapping["component"])
    }

    private mutating func checkSpec(_ spec: ConfigMapping) -> Bool {
        let before = problems.count
        _ = allow(Self.specKeys, in: spec, at: "header:spec")
        if let description = spec["description"], !description.isNull {
            if !description.isString {
                add("header:spec config description should be a string", description.span)
            }
            if Self.length(description) > Self.descriptionLimit {
                add(
                    "header:spec config description is too long (maximum is \(Self.descriptionLimit) characters)",
                    description.span)
            }
        }
        return problems.count == before
    }

    private mutating func checkInputs(_ inputs: ConfigValue?) {
        guard let inputs, !inputs.isNull else { return }
        guard let mapping = inputs.mapping else {
            return add("header:spec:inputs config should be a hash", inputs.span)
        }
        for entry in mapping.entries {
            problems += InputHeaderValidator().problems(of: entry)
        }
    }

    private mutating func checkInclude(_ include: ConfigValue?) {
        guard let include, !include.isNull else { return }
        guard include.isSequence || include.isString else {
            return add("header:spec:include config should be an array or a string", include.span)
        }
        for item in include.sequence ?? [include] {
            let place = "header:spec:include:include"
            guard !item.isNull else { continue }
            guard let mapping = item.mapping else {
                if !item.isString { add("\(place) config should be a hash or a string", item.span) }
                continue
            }
            if mapping.hasValue("project"), mapping["file"]?.isBlank ?? true {
                add("\(place) config must specify the file where to fetch the config from", item.span)
            }
            _ = allow(Self.includeKeys, in: mapping, at: place)
        }
    }

    private mutating func checkComponent(_ component: ConfigValue?) {
        guard let component, !component.isNull else { return }
        let place = "header:spec:component config"
        guard let items = component.sequence else {
            add("\(place) should be an array", component.span)
            return add("\(place) should be an array of strings", component.span)
        }
        if !items.allSatisfy(\.isString) { add("\(place) should be an array of strings", component.span) }
        let unknown = items.filter { item in !Self.componentValues.contains { item.string == $0 } }
        if let first = unknown.first {
            add("\(place) contains unknown values: \(RubyText.joined(unknown))", first.span)
        }
    }

    private mutating func allow(_ keys: [String], in mapping: ConfigMapping, at place: String) -> Bool {
        let unknown = mapping.entries.filter { !keys.contains($0.name) }
        guard let first = unknown.first else { return true }
        add("\(place) config contains unknown keys: \(unknown.map(\.name).joined(separator: ", "))", first.keySpan)
        return false
    }

    private mutating func add(_ message: String, _ span: SourceSpan) {
        problems.append(HeaderProblem(message.lowercased(), at: span))
    }

    /// Ruby's `length`: of text in characters, of lists and maps in elements; a number has none.
    static func length(_ value: ConfigValue) -> Int {
        switch value.content {
        case .string(let text): text.unicodeScalars.count
        case .sequence(let items): items.count
        case .mapping(let mapping): mapping.count
        default: 0
        }
    }
}
