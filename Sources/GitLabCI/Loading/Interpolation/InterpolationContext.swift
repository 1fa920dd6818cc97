/// What the blocks of `$[[ ]]` can refer to.
struct InterpolationContext {
    /// `inputs`, `component`: names and values.
    var roots: [String: ConfigValue]
    /// Variables that `expand_vars` knows.
    var variables: [String: String]
}
