/// The variables of one place of the file, with their values as text.
struct YAMLVariables {
    private struct Value: Equatable {
        /// Nil if it depends on which rule applies.
        var text: String?
        var isRaw = false
    }

    private var values: [String: Value] = [:]

    init() {}

    /// - Parameter value: the value of `variables`.
    init(_ value: ConfigValue?) {
        for entry in value?.mapping?.entries ?? [] {
            if let long = entry.value.mapping {
                let text = long["value"].map(RubyText.string) ?? ""
                values[entry.name] = Value(text: text, isRaw: long["expand"]?.bool == false)
            } else {
                values[entry.name] = Value(text: RubyText.string(entry.value))
            }
        }
    }

    /// The names and values, where they are known.
    var texts: [String: String] { values.compactMapValues(\.text) }

    mutating func set(_ name: String, _ text: String) { values[name] = Value(text: text) }

    /// Puts stronger variables over these.
    mutating func merge(_ stronger: YAMLVariables) { values.merge(stronger.values) { $1 } }

    /// Makes unknown what another place sets otherwise.
    mutating func weaken(with other: YAMLVariables) {
        for name in Set(values.keys).union(other.values.keys) where values[name] != other.values[name] {
            values[name] = Value(text: nil)
        }
    }

    /// What a job takes over of them (https://docs.gitlab.com/ci/yaml/#inheritvariables).
    func inherited(by choice: ConfigValue?) -> YAMLVariables {
        guard let choice, !choice.isNull else { return self }
        var result = YAMLVariables()
        if let names = choice.sequence {
            let kept = Set(names.compactMap(\.string))
            result.values = values.filter { kept.contains($0.key) }
        } else if choice.bool != false {
            return self
        }
        return result
    }

    func set(in scope: inout VariableScope) {
        for (name, value) in values {
            if let text = value.text {
                scope.set(name, text, isRaw: value.isRaw)
            } else {
                scope.setUnknown([name])
            }
        }
    }
}
