import ArgumentParser
import BuildRequests

/// Where the request comes from and where the result goes.
struct RequestFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read the request from a file, such as \(RequestFile.name); - is standard input.", valueName: "file"))
    var from: String?
    @Flag(help: "Write the request file that says the same as the options, and no pipeline.") var printRequest = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, in one step, instead of standard output.", valueName: "file"))
    var output: String?

    /// Writes a text where the options say.
    func write(_ text: String) throws(CommandFailure) {
        if let output, output != "-" {
            try AtomicFile.write(text, to: output)
        } else {
            StandardStream.output.write(text)
        }
    }
}
