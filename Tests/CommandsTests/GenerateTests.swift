import Foundation
import Testing

struct GenerateTests {
    @Test(arguments: ["daemonless", "service"]) func `what is written passes lint`(mode: String) throws {
        let cli = try CLI()
        let generated = try cli.run("generate", mode)
        #expect(generated.status == 0)
        #expect(generated.error == "")
        #expect(try cli.run("lint", "-", input: generated.output) == CLI.Result(status: 0, output: "", error: ""))
    }

    @Test func `a file gets what standard output would, keeps its permissions, and nothing stays beside it`() throws {
        let cli = try CLI()
        try cli.write("old", to: "ci.yml")
        let path = cli.directory.url.appending(path: "ci.yml").path
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try FileManager.default.createSymbolicLink(
            atPath: cli.directory.url.appending(path: "link.yml").path, withDestinationPath: "ci.yml")
        #expect(try cli.run("generate", "daemonless", "-o", "link.yml") == CLI.Result(status: 0, output: "", error: ""))
        #expect(try cli.read("ci.yml") == cli.run("generate", "daemonless").output)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: cli.directory.url.path).sorted() == [
                "ci.yml", "link.yml",
            ])
    }

    @Test func `a file that cannot be written is 3`() throws {
        let result = try CLI().run("generate", "daemonless", "--output", "absent/ci.yml")
        #expect(result.status == 3)
        #expect(result.output == "")
        #expect(result.error == "buildkit-ci: cannot write \"absent/ci.yml\": No such file or directory\n")
    }

    @Test func `every problem of a request is said`() throws {
        let result = try CLI().run("generate", "daemonless", "--name", "A", "--tag", "b/c", "--job", ".d")
        #expect(result.status == 2)
        for option in ["--name", "--tag", "--job"] { #expect(result.error.contains(option + ": ")) }
    }
}
