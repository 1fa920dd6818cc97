import FileWriting
import LinuxProcess
import Testing

@testable import RunnerCommands

@Suite struct BuildSecretsTests {
    private static let variables = ["TOKEN": "of a variable", "id": "of the id's variable"]

    /// What the client would give to the build is what is hidden in the build's output.
    @Test(arguments: [
        (["--secret", "id=x,env=TOKEN"], ["of a variable"]), (["--secret=id=x,env=TOKEN"], ["of a variable"]),
        (["--secret", "id=id"], ["of the id's variable"]), (["--secret", "ID=x,Env=TOKEN"], ["of a variable"]),
        (["--secret", "type=env,id=x,src=TOKEN"], ["of a variable"]),
        (["--secret", "type=env,id=id"], ["of the id's variable"]),
        (
            ["--secret", "id=x,env=TOKEN", "--opt", "a=b", "--secret", "id=id"],
            ["of a variable", "of the id's variable"]
        ),
        (["--secret", "\"id=x\",\"env=TOKEN\""], ["of a variable"]),
        // Nothing to hide, and no crash.
        (["--secret", "id=x,env=NOSUCH"], []), (["--secret", "id=x,src=/nonexistent/file"], []),
        (["--secret", ""], []),
        (["--secret"], []), (["--secret", "\"id=x"], []), (["--secret", "id"], []), (["--ssh", "id=x,env=TOKEN"], []),
        (["--secret", "id=x,src="], []), (["--secret", "id=nosuch"], []),
    ])
    func valuesAreThoseOfTheClient(_ arguments: [String], _ values: [String]) {
        #expect(BuildSecrets.values(in: arguments, environment: Self.variables) == values)
    }

    @Test func filesAreRead() throws {
        let directory = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "secrets-")
        defer { FileTree.remove(directory) }
        let path = "\(directory)/key"
        try AtomicFile.write("first line\nsecond\n".utf8, to: path)
        for secret in [
            "id=x,src=\(path)", "id=x,source=\(path)", "id=x,type=file,src=\(path)", "type=file,id=\(path)",
            "id=\(path)",
        ] {
            #expect(
                BuildSecrets.values(in: ["--secret", secret], environment: [:]) == ["first line\nsecond\n"], "\(secret)"
            )
        }
    }
}
