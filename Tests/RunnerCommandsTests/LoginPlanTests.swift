import ArgumentParser
import BuildKit
import Glibc
import LinuxProcess
import Testing

@testable import RunnerCommands

@Suite struct LoginPlanTests {
    private static let job = [
        "HOME": "/root", "CI_REGISTRY": "registry.example.com", "CI_REGISTRY_USER": "gitlab-ci-token",
        "CI_REGISTRY_PASSWORD": "job-token-value",
    ]

    @Test func itSaysWhatItWritesAndWhere() throws {
        let login = CredentialsPlan.Login(
            host: RegistryHost("docker.io"), credential: try RegistryCredential(username: "me", password: "mine"))
        let plan = try LoginPlan(environment: Self.job, machine: .madeUp(), logins: [login])
        #expect(
            plan.lines == [
                "credentials in /root/.docker/config.json:", "  docker.io: user \"me\" from the command line",
                "  registry.example.com: user \"gitlab-ci-token\" from CI_REGISTRY",
            ])
        #expect(plan.credentials.file.keys == ["registry.example.com", "https://index.docker.io/v1/"])
    }

    @Test func withoutCredentialsItFails() {
        for (environment, words) in [
            (["HOME": "/root"], "there are no credentials to write: set CI_REGISTRY"),
            (["HOME": "/root", "CI_REGISTRY": "r"], "CI_REGISTRY_PASSWORD is not set"),
            (["CI_REGISTRY": "r"], "neither DOCKER_CONFIG nor HOME is set"),
        ] {
            #expect {
                try LoginPlan(environment: environment, machine: .madeUp(), logins: [])
            } throws: { error in
                let error = error as? PlanError
                return error?.code == .configuration && error?.message.contains(words) == true
            }
        }
    }

    @Test func whatIsThereIsMerged() throws {
        let directory = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "bkci-test.")
        defer { FileTree.remove(directory) }
        let environment = Self.job.merging(["DOCKER_CONFIG": "\(directory)/deep/config"]) { $1 }
        try LoginPlan(environment: environment, machine: .live, logins: []).carryOut()
        let path = "\(directory)/deep/config/config.json"
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o600)
        chmod(path, 0o644)
        let more = [
            "DOCKER_CONFIG": "\(directory)/deep/config",
            "DOCKER_AUTH_CONFIG": "{\"auths\":{\"r\":{\"username\":\"u\",\"password\":\"p\"}}}",
        ]
        try LoginPlan(environment: more, machine: .live, logins: []).carryOut()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o600)
        #expect(try CredentialsFile(parsing: readFile(path) ?? "").keys == ["registry.example.com", "r"])
        #expect(FileTree.names(in: "\(directory)/deep/config") == ["config.json"])
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        let environment = Self.job.merging(["DOCKER_CONFIG": "/proc/nowhere"]) { $1 }
        let plan = try LoginPlan(environment: environment, machine: .live, logins: [])
        #expect {
            try plan.carryOut()
        } throws: { error in
            (error as? PlanError)?.message.hasPrefix("\"/proc/nowhere/config.json\" cannot be written") == true
        }
    }

    @Test(arguments: [
        (["--registry", "r"], "go together"), (["-u", "x", "--password-stdin"], "go together"),
        (["r.example.com"], "Write --registry r.example.com"), (["-p", "x"], "use --password-stdin"),
        (["--file", "x"], "go with --check"), (["--check", "--explain"], "--check writes nothing"),
    ])
    func optionsThatDoNotGoTogether(_ arguments: [String], _ words: String) {
        #expect {
            try Login.parse(arguments)
        } throws: { error in
            Login.message(for: error).contains(words)
        }
    }
}
