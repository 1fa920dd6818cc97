/// The variables that the rules of a pipeline or of a job see, each from the strongest place that sets it.
///
/// From weak to strong: predefined variables, `variables` at the top, those of the workflow rule that applies, those of
/// the job, the matrix, the user who started the pipeline, the variables of the pipeline
/// (https://docs.gitlab.com/ci/variables/#cicd-variable-precedence).
struct VariableScope: Sendable {
    private(set) var values: [String: String] = [:]
    /// Set, to an unknown value.
    private(set) var unknown: Set<String> = []
    /// Values in which nothing is replaced (`expand: false`).
    private var raw: Set<String> = []

    mutating func set(_ name: String, _ value: String, isRaw: Bool = false) {
        values[name] = value
        unknown.remove(name)
        if isRaw { raw.insert(name) } else { raw.remove(name) }
    }

    mutating func set(_ pairs: [String: String]) {
        for (name, value) in pairs { set(name, value) }
    }

    mutating func setUnknown(_ names: some Sequence<String>) {
        for name in names {
            values[name] = nil
            unknown.insert(name)
        }
    }

    func isSet(_ name: String) -> Bool { values[name] != nil || unknown.contains(name) }

    /// What expressions see. References in values stay as they are: `rules:if` does not replace them.
    var expressionContext: ExpressionContext {
        let (values, unknown) = (values, unknown)
        return ExpressionContext { name in
            if unknown.contains(name) { return .unknown }
            return values[name].map { .value(.text($0)) } ?? .absent
        }
    }

    // MARK: Expansion

    /// A text with the values of variables put in, and the names of those whose value is not known.
    struct Expansion {
        var text: String
        var unknown: [String] = []
    }

    /// Replaces references; those to variables that are not set stay.
    ///
    /// - Parameter isNested: whether references in the values are replaced too.
    func expand(_ text: String, isNested: Bool) -> Expansion {
        var open: Set<String> = []
        return expand(text, isNested: isNested, &open)
    }

    private func expand(_ text: String, isNested: Bool, _ open: inout Set<String>) -> Expansion {
        var result = Expansion(text: text)
        var found: [String: String] = [:]
        for name in VariableExpansion.names(in: text) where found[name] == nil {
            if unknown.contains(name) {
                result.unknown.append(name)
            } else if let value = values[name] {
                guard isNested, !raw.contains(name), open.insert(name).inserted else {
                    found[name] = value
                    continue
                }
                let inner = expand(value, isNested: true, &open)
                open.remove(name)
                found[name] = inner.text
                result.unknown += inner.unknown
            }
        }
        result.text = VariableExpansion.expandKnown(text, found)
        return result
    }

    /// GitLab's message on variables that refer to each other in a circle, if any do.
    var circleMessage: String? {
        let edges = values.sorted { $0.key < $1.key }.map { name, value in
            let needs = raw.contains(name) ? [] : VariableExpansion.names(in: value)
            return (name: name, needs: needs.filter { $0 != name && values[$0] != nil })
        }
        guard edges.contains(where: { !$0.needs.isEmpty }),
            case .jobs(let names, _)? = NeedsGraph(edges).firstCircle()
        else { return nil }
        return "circular variable reference detected: [\(names.map(RubyText.quoted).joined(separator: ", "))]"
    }
}
