import BuildKit
import LinuxProcess
import Testing

@testable import RunnerCommands

@Suite struct JobCredentialsTests {
    private static let job = [
        "HOME": "/root", "CI_REGISTRY": "registry.example.com", "CI_REGISTRY_USER": "gitlab-ci-token",
        "CI_REGISTRY_PASSWORD": "job-token-value",
    ]

    @Test func gitLabsVariablesNeedAPrivateFile() throws {
        let credentials = try JobCredentials(environment: Self.job, machine: .madeUp())
        #expect(credentials.privateFile?.keys == ["registry.example.com"])
        #expect(credentials.environmentChanges(privateDirectory: "/tmp/d") == ["DOCKER_CONFIG": "/tmp/d"])
        let facts = credentials.facts(privateDirectory: "/tmp/d").map { "\($0): \($1)" }
        #expect(
            facts == [
                "credentials: registry.example.com: user \"gitlab-ci-token\" from CI_REGISTRY",
                "config.json: /tmp/d/config.json (0600, removed at the end)", "client sets: DOCKER_CONFIG=/tmp/d",
            ])
    }

    @Test func whatIsThereIsKept() throws {
        let text =
            "{\"proxies\":{\"default\":{\"httpProxy\":\"http://p\"}},\"auths\":{\"a.example.com\":{\"auth\":\"dTpw\"}}}"
        for environment in [["HOME": "/root"], ["HOME": "/x", "DOCKER_CONFIG": "/root/.docker"]] {
            let machine = Machine.madeUp(files: ["/root/.docker/config.json": text])
            let alone = try JobCredentials(environment: environment, machine: machine)
            #expect(alone.privateFile == nil && alone.environmentChanges(privateDirectory: nil) == [:])
            let facts = alone.facts(privateDirectory: "/tmp/d").map { "\($0): \($1)" }
            #expect(
                facts == [
                    "credentials: a.example.com: user \"u\" from config.json",
                    "config.json: /root/.docker/config.json",
                ])
            let merged = try JobCredentials(environment: Self.job.merging(environment) { $1 }, machine: machine)
            #expect(merged.privateFile?.keys == ["a.example.com", "registry.example.com"])
            #expect(merged.privateFile?.text.contains("httpProxy") == true)
        }
    }

    @Test func theVariableIsMendedOrUnset() throws {
        let dropped = "{\"auths\":{\"r\":{\"username\":\"u\",\"password\":\"p\"}}}"
        let mended = try JobCredentials(environment: ["DOCKER_AUTH_CONFIG": dropped], machine: .madeUp())
        #expect(
            mended.environmentChanges(privateDirectory: nil) == [
                "DOCKER_AUTH_CONFIG": "{\"auths\":{\"r\":{\"auth\":\"dTpw\"}}}"
            ])
        #expect(
            mended.facts(privateDirectory: "").contains { $0 == ("client sets", "DOCKER_AUTH_CONFIG=[MASKED], mended") }
        )
        let unset = try JobCredentials(environment: ["DOCKER_AUTH_CONFIG": "no JSON"], machine: .madeUp())
        #expect(unset.environmentChanges(privateDirectory: nil) == ["DOCKER_AUTH_CONFIG": nil])
        #expect(unset.facts(privateDirectory: "").contains { $0 == ("client unsets", "DOCKER_AUTH_CONFIG") })
        #expect(unset.notes.count == 1)
    }

    @Test func aFileThatTheClientCannotLoadEndsTheRun() {
        let machine = Machine.madeUp(files: ["/root/.docker/config.json": "{"])
        #expect {
            try JobCredentials(environment: ["HOME": "/root"], machine: machine)
        } throws: { error in
            let error = error as? PlanError
            return error?.code == .configuration
                && error?.message.hasPrefix("\"/root/.docker/config.json\" is no JSON") == true
        }
        #expect(throws: PlanError.self) {
            let closed = Machine.madeUp(closed: ["/root/.docker/config.json"])
            _ = try JobCredentials(environment: ["HOME": "/root"], machine: closed)
        }
    }

    @Test func theFileIsPrivateAndGoes() throws {
        let credentials = try JobCredentials(environment: Self.job, machine: .madeUp())
        let file = try #require(credentials.privateFile)
        let configuration = try PrivateConfiguration(file, in: "/tmp")
        #expect(try CredentialsFile(parsing: readFile("\(configuration.directory)/config.json") ?? "") == file)
        configuration.remove()
        #expect(!FileTree.isDirectory(configuration.directory))
    }
}
