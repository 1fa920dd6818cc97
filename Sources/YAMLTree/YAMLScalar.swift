/// What a scalar means to Ruby's Psych (5.2), YAML 1.1 with Ruby's own additions.
package enum YAMLScalar: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// An integer that does not fit into 64 bits, in decimal notation.
    case bigInteger(String)
    case float(Double)
    case string(String)
    /// A Ruby symbol, without its colon.
    case symbol(String)
    /// An object of a Ruby class that `safe_load` refuses to make, by the name of the class: `Date`, `Time`, `Regexp`.
    case refused(className: String)
    /// Text on which Ruby's own conversion fails, so that GitLab only says `Invalid YAML syntax`.
    case invalid
}
