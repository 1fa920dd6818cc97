import ArgumentParser
import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct ImageCommandLineTests {
    @Test func dockersOptionsAndOursMayBeMixed() throws {
        let line = try ImageCommandLine([
            "--retries", "3", "-t", "--explain", "--push", "--cache", "none", "-qf", "D", "--build-arg", "--retries",
            "--label=a=b", "--addr=tcp://b:1", "--no-meta", "ctx", "--digest-file", "d",
        ])
        #expect(
            line.dockerWords == [
                "-t", "--explain", "--push", "-qf", "D", "--build-arg", "--retries", "--label=a=b", "ctx",
            ])
        #expect(line.options.retries == 3 && line.options.cache.cache == CacheStrategy.Kind.none)
        #expect(line.options.runner.addr == "tcp://b:1" && line.options.digestFile == "d")
        #expect(line.options.noMeta && !line.options.runner.explain)
    }

    @Test func behindTwoHyphensThereAreNoOptions() throws {
        #expect(try ImageCommandLine(["--", "--explain"]).dockerWords == ["--", "--explain"])
        #expect(!ImageCommandLine.asksForHelp(["--", "--help"]))
        #expect(ImageCommandLine.asksForHelp(["--push", "-h"]))
    }

    @Test func anUnknownOptionIsSaidToBeOne() {
        #expect(throws: (any Error).self) { try ImageCommandLine(["--nosuch", "."]) }
    }

    @Test func theHelpNamesEveryOption() {
        let help = BuildKitRun.helpMessage(for: Image.self, columns: 5000)
        for option in BuildxOption.all { #expect(help.contains(option.name), "\(option.name)") }
        for name in ["--from", "--retries", "--cache-ref", "--digest-file", "--no-meta", "--addr", "--explain"] {
            #expect(help.contains(name))
        }
    }
}
