/// Values of an image that only the job knows, because they are inputs of a component: each by the variable that holds it.
///
/// The parts of the script that depend on them ask at run time what a plan otherwise knows, and choose among the very same
/// commands.
struct DeferredInputs: Equatable, Sendable {
    /// When the image is pushed, one of `ImageNaming.Push`; nil for what the plan says.
    var push: String?
    /// When cache is written, one of `CacheSettings.Export`, or `none` for no cache at all; nil for what the plan says.
    var cache: String?
    /// Whether each branch has a cache of its own, one of `CacheSettings.Scope`; nil for what the plan says.
    var cacheScope: String?
    /// Options of the build.
    var arguments: [DeferredArgument] = []
}

/// An option of `buildctl build` that is there or not, or several times, as the value of a variable has it.
struct DeferredArgument: Equatable, Sendable {
    enum Form: Equatable, Sendable {
        /// Once with the value, unless that is empty.
        case text
        /// Once for each of the texts between blanks.
        case list
        /// Once with the value, unless that is this text.
        case unless(String)
        /// Once without a value, if it is true.
        case flag
    }

    let variable: String
    let form: Form
    /// The option and the beginning of its value, such as `--opt` and `target=`.
    let option: String
    let prefix: String

    init(_ variable: String, _ form: Form, _ option: String, _ prefix: String = "") {
        self.variable = variable
        self.form = form
        self.option = option
        self.prefix = prefix
    }
}
