import BuildRequests
import Foundation
import Testing

@testable import Generation

/// The quoting of shell words, by asking a shell.
struct ShellWordTests {
    @Test(arguments: [
        "", "plain", "a b", "a'b", "a\"b", "a\\b", "`id`", "$(id)", "$", "$$", "a$", "a\nb", "*", "~", "#a", "!a",
        "a;b", "{a,b}",
        "--opt=x", "é", "$V", "${V}x", "$V/x", "x $V y", "'$V'", "\"$V\"", "\\$V", "`$V`", "$V$V", "$V-$W",
        "a,\"name=$V,$W\"",
    ])
    func `a shell reads the text back with its variables expanded`(text: String) throws {
        let values = ["V": "value of v", "W": "$(id) `id` \"' \\"]
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "printf %s \(ShellWord.quoting(VariableText(text)))"]
        process.environment = values
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(String(decoding: output, as: UTF8.self) == VariableText(text).expanded { values[$0] ?? "" })
    }

    @Test func `what needs no quotes has none`() {
        #expect(ShellWord.quoting(VariableText("context=./dir")) == "context=./dir")
        #expect(ShellWord.quoting(VariableText("ref=$A:b")) == "\"ref=$A:b\"")
        #expect(ShellWord.quoting(VariableText("${A}_b")) == "\"${A}_b\"")
    }
}
