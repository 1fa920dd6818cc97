import GitLabCI

/// In which kinds of pipelines a condition holds for certain, and in which it does not. In the others it is open.
package struct ConditionOutlook: Hashable, Sendable {
    package var holds: PipelineKinds
    package var fails: PipelineKinds

    static let open = ConditionOutlook(holds: [], fails: [])
    static let always = ConditionOutlook(holds: .all, fails: [])
    static let never = ConditionOutlook(holds: [], fails: .all)

    init(holds: PipelineKinds, fails: PipelineKinds) {
        self.holds = holds
        self.fails = fails
    }

    /// - Parameter setByFile: variables whose value the file decides, or whoever starts the pipeline.
    init(_ tree: ExpressionTree, setByFile: Set<String>) {
        self = Self.outlook(tree, setByFile)
    }

    func and(_ other: ConditionOutlook) -> ConditionOutlook {
        ConditionOutlook(holds: holds.intersection(other.holds), fails: fails.union(other.fails))
    }

    func or(_ other: ConditionOutlook) -> ConditionOutlook {
        ConditionOutlook(holds: holds.union(other.holds), fails: fails.intersection(other.fails))
    }

    var negated: ConditionOutlook { ConditionOutlook(holds: fails, fails: holds) }

    // MARK: Expressions

    private static func outlook(_ tree: ExpressionTree, _ setByFile: Set<String>) -> ConditionOutlook {
        switch tree {
        case .not(let operand): outlook(operand, setByFile).negated
        case .binary(.and, _, _): conjunction(tree, setByFile)
        case .binary(.or, let left, let right): outlook(left, setByFile).or(outlook(right, setByFile))
        case .variable(let name): presence(of: name, setByFile)
        // That a variable is set can be known where its value cannot.
        case .binary(.notEquals, .variable(let name), .null), .binary(.notEquals, .null, .variable(let name)):
            presence(of: name, setByFile)
        case .binary(.equals, .variable(let name), .null), .binary(.equals, .null, .variable(let name)):
            presence(of: name, setByFile).negated
        case .binary(.equals, .variable(let left), .variable(let right)): equality(left, right, setByFile)
        case .binary(.notEquals, .variable(let left), .variable(let right)):
            equality(left, right, setByFile).negated
        default: byValue(tree, setByFile)
        }
    }

    /// All of several conditions, which two different values of one variable make impossible.
    private static func conjunction(_ tree: ExpressionTree, _ setByFile: Set<String>) -> ConditionOutlook {
        var rest = [tree]
        var values: [String: String] = [:]
        var result = always
        while let next = rest.popLast() {
            switch next {
            case .binary(.and, let left, let right): rest += [right, left]
            case .binary(.equals, .variable(let name), .text(let text)),
                .binary(.equals, .text(let text), .variable(let name)):
                if let other = values.updateValue(text, forKey: name), other != text { return never }
                result = result.and(outlook(next, setByFile))
            default: result = result.and(outlook(next, setByFile))
            }
        }
        return result
    }

    /// A variable that is set is not equal to one that is not, whatever its value.
    private static func equality(_ left: String, _ right: String, _ setByFile: Set<String>) -> ConditionOutlook {
        let (left, right) = (presence(of: left, setByFile), presence(of: right, setByFile))
        let differ = left.holds.intersection(right.fails).union(left.fails.intersection(right.holds))
        return ConditionOutlook(holds: left.fails.intersection(right.fails), fails: differ)
    }

    private static func presence(of name: String, _ setByFile: Set<String>) -> ConditionOutlook {
        guard !setByFile.contains(name) else { return .open }
        return byKind { kind in
            switch kind.knowledge(of: name) {
            case .value, .present: .yes
            case .absent: .no
            case .unknown: .unknown
            }
        }
    }

    private static func byValue(_ tree: ExpressionTree, _ setByFile: Set<String>) -> ConditionOutlook {
        byKind { kind in
            tree.isTrue(
                in: ExpressionContext(
                    variable: { name in
                        guard !setByFile.contains(name) else { return .unknown }
                        return switch kind.knowledge(of: name) {
                        case .value(let text): .value(.text(text))
                        case .absent: .absent
                        case .present, .unknown: .unknown
                        }
                    }, input: { _ in .unknown }))
        }
    }

    private static func byKind(_ truth: (PipelineKind) -> Truth) -> ConditionOutlook {
        ConditionOutlook(
            holds: PipelineKinds { truth($0) == .yes }, fails: PipelineKinds { truth($0) == .no })
    }
}
