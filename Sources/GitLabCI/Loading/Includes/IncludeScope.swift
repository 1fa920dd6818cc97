/// Where the includes of a file are looked up.
struct IncludeScope {
    /// The files of the project that the file belongs to; nil for a file that belongs to none.
    var files: (any ProjectFiles)?
    /// What `$[[ component.x ]]` stands for, within a component.
    var component: [String: ConfigValue] = [:]
    /// The file that includes, outermost first, for messages.
    var isComponent = false
    /// Whether inputs without a value get one that merely has the right type, to judge the rest of the file.
    var usesStandIns = false
}
