import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct CredentialsCheckTests {
    private static let file = "{\"auths\":{\"registry.example.com\":{\"auth\":\"dTpw\"}}}"
    private static let dockerfile = "ARG BASE=registry.example.com/base\nFROM $BASE\nFROM alpine:3\n"

    private func check(
        _ images: [String], _ environment: [String: String] = [:], dockerfile: String? = dockerfile,
        file: String = file, path: String? = nil
    ) throws -> CredentialsCheck {
        var files = ["/root/.docker/config.json": file]
        files["Dockerfile"] = dockerfile
        return try CheckRequest(images: images, file: path, buildArguments: ["BASE"]).answer(
            environment: ["HOME": "/root"].merging(environment) { $1 }, machine: .madeUp(files: files))
    }

    @Test func everyRegistryHasALine() throws {
        let answer = try check(["registry.example.com/app:1"])
        #expect(
            answer.lines == [
                "registry.example.com: user \"u\" from config.json (registry.example.com); named by "
                    + "registry.example.com/app:1, Dockerfile:2",
                "docker.io: no entry, so it is asked anonymously; an entry would have the key "
                    + "https://index.docker.io/v1/; named by Dockerfile:3",
            ])
        #expect(answer.problem == nil)
    }

    @Test func aRegistryToPushToNeedsAnEntry() throws {
        #expect(try check(["me/app:1"]).problem == .notAuthorised)
        let environment = [
            "CI_REGISTRY": "other.example.com", "CI_REGISTRY_USER": "u", "CI_REGISTRY_PASSWORD": "p",
        ]
        let answer = try check(["other.example.com/app"], environment, dockerfile: nil)
        #expect(answer.problem == .notAuthorised)
        #expect(answer.lines[0].hasSuffix("buildkit-run login would make an entry from CI_REGISTRY"))
    }

    @Test func aDroppedVariableAndAWrongKeyAreSaid() throws {
        let dropped = "{\"auths\":{\"r.example.com\":{\"username\":\"u\",\"password\":\"p\"}}}"
        let answer = try check(
            ["docker.io/me/app", "r.example.com/x"], ["DOCKER_AUTH_CONFIG": dropped], dockerfile: nil,
            file: "{\"auths\":{\"docker.io\":{\"auth\":\"dTpw\"}}}")
        #expect(answer.lines[0].hasPrefix("DOCKER_AUTH_CONFIG is dropped by BuildKit's client: its entry"))
        #expect(answer.lines[1].hasSuffix("buildkit-run login would make an entry from config.json"))
        #expect(answer.lines[2].hasSuffix("buildkit-run login would make an entry from DOCKER_AUTH_CONFIG"))
        #expect(answer.problem == .notAuthorised)
    }

    @Test func whatCannotBeToldIsAProblemOfConfiguration() throws {
        let answer = try check([], dockerfile: "ARG BASE\nFROM $BASE\n")
        #expect(
            answer.lines == ["Dockerfile:2: \"$BASE\" cannot be told: BASE has no value; give it by --build-arg BASE=…"]
        )
        #expect(answer.problem == .configuration)
        #expect(try check([], ["BASE": "alpine"], dockerfile: "ARG BASE\nFROM $BASE\n").problem == nil)
    }

    @Test(
        arguments: [
            (["a/UPPER"], nil, "is no image", RunnerExitCode.usage), ([], nil, "nothing to check", .usage),
            ([], "other", "--file \"other\" cannot be read", .configuration),
        ] as [([String], String?, String, RunnerExitCode)])
    func mistakes(_ images: [String], _ path: String?, _ words: String, _ code: RunnerExitCode) {
        #expect {
            try check(images, dockerfile: nil, path: path)
        } throws: { error in
            let error = error as? PlanError
            return error?.code == code && error?.message.contains(words) == true
        }
    }
}
