import ArgumentParser
import BuildRequests
import Generation

/// Where the request comes from and where the result goes.
struct RequestFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read the request from a file, such as \(RequestFile.name); - is standard input.", valueName: "file"))
    var from: String?
    @Flag(help: "Write the request file that says the same as the options, and no pipeline.") var printRequest = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write to a file, in one step, instead of standard output. (with --add: \(FragmentAddition.standardPath))",
            valueName: "file"))
    var output: String?
    @Option(
        help: ArgumentHelp(
            "Make this existing pipeline include the result. Each of its lines stays as it is.", valueName: "pipeline"))
    var add: String?
    @Flag(help: "Write nothing; show how the files differ from what would be written, and exit with 1 if they do.")
    var check = false

    func validate() throws {
        if check, output == nil || output == "-", add == nil {
            throw ValidationError("--check compares with a file; name it by --output, or the pipeline by --add")
        }
        if add != nil, printRequest { throw ValidationError("--print-request has nothing to --add to a pipeline") }
        if add != nil, output == "-" { throw ValidationError("--add writes two files, so --output cannot be -") }
    }

    /// Writes what was asked for where the options say.
    func write(_ plan: Plan) throws {
        guard let add else {
            try write(try GeneratedPipeline.text(of: plan, name: output ?? "<generated>"))
            return
        }
        let addition = try FragmentAddition(
            try GeneratedPipeline.fragment(of: plan), to: add, fragmentPath: output)
        if check { try addition.changes.check() } else { try addition.write() }
    }

    /// Writes a text where the options say.
    func write(_ text: String) throws {
        guard let output, output != "-" else {
            StandardStream.output.write(text)
            return
        }
        if check {
            try [FileChange(path: output, new: text)].check()
        } else {
            try TextFile.write(text, to: output)
        }
    }
}
