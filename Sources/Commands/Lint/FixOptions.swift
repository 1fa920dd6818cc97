import ArgumentParser

/// Whether to mend what rules find.
struct FixOptions: ParsableArguments {
    @Flag(help: "Apply fixes after which the pipeline does the same as before, apart from the finding.") var fix = false
    @Flag(help: "With --fix or --diff: apply fixes, too, whose result somebody should look at.") var unsafe = false
    @Flag(help: "Print what --fix would change, as a diff, and write nothing.") var diff = false

    func validate() throws {
        if unsafe, !fix, !diff { throw ValidationError("--unsafe needs --fix or --diff") }
        if fix, diff { throw ValidationError("--diff writes nothing; leave out --fix") }
    }

    var choice: FixChoice { FixChoice(fix: fix, unsafe: unsafe, diff: diff) }
}
