import BuildKit
import Diagnosis
import Testing

@Suite struct HostReportTests {
    private func masked(_ executor: Executor) -> HostReport {
        HostReport(
            .healthy {
                $0.executor = executor
                $0.trial = .value(NamespaceTrial(userNamespace: 0, mount: 13, proc: nil))
                $0.appArmorLabel = .value("docker-default (enforce)")
            })
    }

    @Test func theTextNamesTheLinesForTheExecutor() {
        let docker = masked(.docker).text(showsAll: false)
        #expect(docker.contains("problem: AppArmor: mounting is refused in a user namespace"))
        #expect(docker.contains("\n  why: AppArmor's default profile forbids mounting"))
        #expect(docker.contains("\n      [[runners]]\n        [runners.docker]\n          security_opt = ["))
        #expect(!docker.contains("[runners.kubernetes"))
        let kubernetes = masked(.kubernetes).text(showsAll: false)
        #expect(
            kubernetes.contains("[[runners.kubernetes.pod_spec]]") && !kubernetes.contains("services_security_opt = ["))
        let unknown = masked(.unknown).text(showsAll: false)
        #expect(unknown.contains("[[runners.kubernetes.pod_spec]]") && unknown.contains("services_security_opt = ["))
        #expect(docker.hasSuffix("1 of 21 checks found what stops a build (configuration)\n"), "\(docker)")
    }

    @Test func theJSONSaysTheSame() throws {
        let value = try JSONValue(parsing: masked(.docker).json)
        #expect(value["version"]?.integer == 1)
        #expect(value["executor"]?["name"]?.string == "docker")
        #expect(value["exitCode"]?.integer == 78)
        let check = try #require(value["checks"]?.array?.first { $0["id"]?.string == "apparmor" })
        #expect(check["status"]?.string == "problem")
        #expect(check["failure"]?.string == "apparmor-mount")
        #expect(check["settings"]?.array?.map { $0["place"]?.string } == ["docker-runner"])
    }

    @Test func whatIsNotKnownIsSaid() {
        let text = HostReport(.healthy { $0.trial = .unknown(because: "fork failed") }).text(showsAll: false)
        #expect(text.contains("unknown: user namespaces: whether one can be made (fork failed)"))
        #expect(text.contains("nothing is found that stops a build (21 checks, 2 not known)"), "\(text)")
    }

    @Test func spaceIsShownInUnitsOf1024() {
        func text(_ bytes: UInt64) -> String {
            HostReport(.healthy { $0.state.freeSpace = bytes }).text(showsAll: true)
        }
        #expect(text(5_100_000_000).contains(": 4.7 GiB are free at "))
        #expect(text(3 << 40).contains(": 3072 GiB are free at "))
        #expect(text(96 << 20).contains(": 96 MiB are free at "))
        #expect(text(1023).contains(": 1023 bytes are free at "))
    }

    @Test func allIsShownOnDemand() {
        let text = HostReport(.healthy()).text(showsAll: true)
        #expect(text.contains("ok: no_new_privs: no_new_privs is not set\n"))
    }
}
