import BuildKit
import Testing

@Suite struct CredentialsPlanTests {
    private static let registry = [
        "CI_REGISTRY": "registry.example.com", "CI_REGISTRY_USER": "gitlab-ci-token",
        "CI_REGISTRY_PASSWORD": "job-token",
    ]
    private static let hub = "https://index.docker.io/v1/"

    private func auth(_ user: String, _ password: String) -> String { Base64.encoded("\(user):\(password)".utf8) }

    private func lookup(_ plan: CredentialsPlan, _ host: String) -> CredentialsLookup {
        CredentialsLookup(host: RegistryHost(host), file: plan.file, authConfig: plan.authConfig)
    }

    @Test func gitLabsVariablesBecomeEntries() {
        let proxy = [
            "CI_DEPENDENCY_PROXY_SERVER": "gitlab.example.com:443", "CI_DEPENDENCY_PROXY_USER": "gitlab-ci-token",
            "CI_DEPENDENCY_PROXY_PASSWORD": "p",
        ]
        let plan = CredentialsPlan(file: CredentialsFile(), environment: Self.registry.merging(proxy) { $1 })
        #expect(plan.file.keys == ["registry.example.com", "gitlab.example.com:443", "gitlab.example.com"])
        #expect(plan.origins[RegistryHost("registry.example.com")] == .registry)
        #expect(plan.origins[RegistryHost("gitlab.example.com")] == .dependencyProxy)
        #expect(plan.notes.isEmpty && plan.authConfig == nil)
        #expect(lookup(plan, "registry.example.com") == .file(key: "registry.example.com", username: "gitlab-ci-token"))
        #expect(lookup(plan, "docker.io") == .anonymous(expectedKey: Self.hub))
    }

    @Test func whatIsMissingIsSaid() {
        let plan = CredentialsPlan(file: CredentialsFile(), environment: ["CI_REGISTRY": "r.example.com"])
        #expect(plan.file.isEmpty && plan.notes.count == 1 && plan.notes[0].contains("CI_REGISTRY_PASSWORD"))
        #expect(CredentialsPlan(file: CredentialsFile(), environment: [:]).notes.isEmpty)
    }

    @Test func anEntryOfTheUserStaysAndAnOldTokenDoesNot() throws {
        for (user, expected) in [("deploy", "deploy"), ("gitlab-ci-token", "job-token")] {
            let file = try CredentialsFile(
                parsing:
                    "{\"auths\":{\"registry.example.com\":{\"auth\":\"\(auth(user, user == "deploy" ? "deploy" : "old"))\"}}}"
            )
            let plan = CredentialsPlan(file: file, environment: Self.registry)
            #expect(plan.file.credential(at: "registry.example.com")?.password == expected)
            #expect(plan.origins[RegistryHost("registry.example.com")] == (user == "deploy" ? .file : .registry))
        }
    }

    @Test func explicitLoginsWin() throws {
        let file = try CredentialsFile(parsing: #"{"credsStore":"pass"}"#)
        let login = CredentialsPlan.Login(
            host: RegistryHost("registry.example.com"),
            credential: try RegistryCredential(username: "me", password: "mine"))
        let authConfig = "{\"auths\":{\"registry.example.com\":{\"auth\":\"\(auth("runner", "r"))\"}}}"
        let plan = CredentialsPlan(
            file: file, environment: Self.registry.merging(["DOCKER_AUTH_CONFIG": authConfig]) { $1 }, logins: [login])
        #expect(lookup(plan, "registry.example.com") == .variable(key: "registry.example.com", username: "me"))
        #expect(
            CredentialsLookup(host: login.host, file: plan.file, authConfig: nil)
                == .file(key: "registry.example.com", username: "me"))
        #expect(lookup(plan, "other.example.com") == .helper(name: "pass"))
        #expect(plan.notes.count == 2)
        #expect(plan.notes.allSatisfy { !$0.contains("mine") && !$0.contains("job-token") })
    }

    @Test func wrongHubKeysAreMended() throws {
        let file = try CredentialsFile(parsing: "{\"auths\":{\"docker.io\":{\"auth\":\"\(auth("u", "p"))\"}}}")
        #expect(
            CredentialsLookup(host: RegistryHost("docker.io"), file: file, authConfig: nil)
                == .anonymous(expectedKey: Self.hub))
        let plan = CredentialsPlan(file: file, environment: [:])
        #expect(lookup(plan, "docker.io") == .file(key: Self.hub, username: "u"))
        #expect(plan.file.keys == [Self.hub] && plan.notes.count == 1)
    }

    @Test func aVariableThatTheClientTakesIsLeftAlone() {
        let text = "{ \"auths\": {\"r.example.com\":{\"auth\":\"\(auth("u", "p"))\"}} }"
        let plan = CredentialsPlan(file: CredentialsFile(), environment: ["DOCKER_AUTH_CONFIG": text])
        #expect(plan.authConfig == text && plan.notes.isEmpty && plan.file.isEmpty)
        #expect(lookup(plan, "r.example.com") == .variable(key: "r.example.com", username: "u"))
    }

    @Test(arguments: [
        (#"{"auths":{"r":{"username":"u","password":"p"}}}"#, "\"username\"", "r"),
        (#"{"auths":{"r":{"auth":"dTpw","email":"x"}}}"#, "\"email\"", "r"),
        (#"{"auths":{"r":{"auth":"dTpw"}},"credHelpers":{"e":"ecr-login"}}"#, "\"credHelpers\"", "r"),
        (#"{"auths":{"r":{"auth":"dTpw"}},"HttpHeaders":{}}"#, "\"HttpHeaders\"", "r"),
        (#"{"auths":{"r":{"auth":"dTpw"},"s":{}}}"#, "no \"auth\"", "r"),
    ])
    func aVariableThatTheClientDropsIsMended(_ text: String, _ words: String, _ host: String) {
        let before = CredentialsLookup(host: RegistryHost(host), file: CredentialsFile(), authConfig: text)
        #expect(before == .anonymous(expectedKey: host))
        let plan = CredentialsPlan(file: CredentialsFile(), environment: ["DOCKER_AUTH_CONFIG": text])
        #expect(plan.authConfig == #"{"auths":{"r":{"auth":"dTpw"}}}"#)
        #expect(lookup(plan, host) == .variable(key: host, username: "u"))
        #expect(plan.notes.count == 1 && plan.notes[0].contains(words) && !plan.notes[0].contains("dTpw"))
        #expect(AuthConfigVariable(plan.authConfig ?? "").defect == nil)
    }

    @Test func oneBadEntryDoesNotCostTheOthers() {
        let text = #"{"auths":{"r":{"auth":"dTpw"},"bad":{"auth":"%%"},"worse":"x"}}"#
        let plan = CredentialsPlan(file: CredentialsFile(), environment: ["DOCKER_AUTH_CONFIG": text])
        #expect(plan.authConfig == #"{"auths":{"r":{"auth":"dTpw"}}}"#)
        #expect(lookup(plan, "r") == .variable(key: "r", username: "u"))
        #expect(plan.notes.count == 1 && plan.notes[0].contains("\"bad\""))
    }

    @Test func helpersOfTheVariableMoveToTheFile() {
        let text = #"{"credHelpers":{"e.example.com":"ecr-login"}}"#
        let plan = CredentialsPlan(file: CredentialsFile(), environment: ["DOCKER_AUTH_CONFIG": text])
        #expect(plan.authConfig == nil && lookup(plan, "e.example.com") == .helper(name: "ecr-login"))
    }

    @Test func keysOfTheVariableAreNormalised() {
        let text = "{\"auths\":{\"https://r.example.com/v2/\":{\"auth\":\"dTpw\"},\"docker.io\":{\"auth\":\"dTpw\"}}}"
        #expect(AuthConfigVariable(text).defect == nil && AuthConfigVariable(text).needsMending)
        let plan = CredentialsPlan(file: CredentialsFile(), environment: ["DOCKER_AUTH_CONFIG": text])
        #expect(lookup(plan, "r.example.com") == .variable(key: "r.example.com", username: "u"))
        #expect(lookup(plan, "docker.io") == .variable(key: Self.hub, username: "u"))
    }

    @Test(arguments: [
        ("/builds/group/project.tmp/DOCKER_AUTH_CONFIG", "type file"), ("not json", "no JSON"), ("[]", "an array"),
        (#"{"auths":{"r":{"auth":"%"}}}"#, "not base64"),
    ])
    func anUnreadableVariableIsNotUsed(_ text: String, _ words: String) {
        let plan = CredentialsPlan(file: CredentialsFile(), environment: ["DOCKER_AUTH_CONFIG": text])
        #expect(plan.authConfig == nil && plan.file.isEmpty)
        #expect(plan.notes.count == 1 && plan.notes[0].contains(words), "\(plan.notes)")
    }

    /// For a client that others start, the file has to hold what the variable cannot give it.
    @Test func aDroppedVariableIsMendedInTheFile() {
        let text =
            "{\"auths\":{\"registry.example.com\":{\"username\":\"u\",\"password\":\"p\"},\"docker.io\":{\"auth\":\"dTpw\"}}}"
        let environment = Self.registry.merging(["DOCKER_AUTH_CONFIG": text]) { $1 }
        let plan = CredentialsPlan(file: CredentialsFile(), environment: environment, mending: .file)
        for host in ["registry.example.com", "docker.io"] {
            let key = RegistryHost(host).key
            let found = CredentialsLookup(host: RegistryHost(host), file: plan.file, authConfig: text)
            #expect(found == .file(key: key, username: "u"))
        }
        #expect(plan.notes.count == 1 && plan.notes[0].contains("config.json gets its entries"))
        #expect(
            plan.entries.map(\.description) == [
                "docker.io: user \"u\" from DOCKER_AUTH_CONFIG",
                "registry.example.com: user \"u\" from DOCKER_AUTH_CONFIG",
            ])
    }

    @Test func aLoginThatTheVariableHidesIsSaid() throws {
        let text = "{\"auths\":{\"r.example.com\":{\"auth\":\"dTpw\"}}}"
        let login = CredentialsPlan.Login(
            host: RegistryHost("r.example.com"), credential: try RegistryCredential(username: "me", password: "mine"))
        let plan = CredentialsPlan(
            file: CredentialsFile(), environment: ["DOCKER_AUTH_CONFIG": text], logins: [login], mending: .file)
        #expect(plan.file.credential(at: "r.example.com")?.username == "me")
        #expect(plan.notes.count == 1 && plan.notes[0].contains("unset DOCKER_AUTH_CONFIG"))
        #expect(plan.entries.map(\.description) == ["r.example.com: user \"u\" from DOCKER_AUTH_CONFIG"])
    }

    @Test func variablesOfARegistryComeBeforeTheOthers() {
        let environment = Self.registry.merging([
            "BUILDKIT_RUN_REGISTRY_MINE_HOST": "registry.example.com", "BUILDKIT_RUN_REGISTRY_MINE_USER": "deployer",
            "BUILDKIT_RUN_REGISTRY_MINE_PASSWORD": "p",
        ]) { $1 }
        let plan = CredentialsPlan(file: CredentialsFile(), environment: environment)
        #expect(
            plan.entries.map(\.description) == [
                "registry.example.com: user \"deployer\" from BUILDKIT_RUN_REGISTRY_MINE_HOST"
            ])
    }

    @Test func lookupsAreToldInALine() {
        let host = RegistryHost("docker.io")
        #expect(
            CredentialsLookup.anonymous(expectedKey: host.key).text(for: host)
                == "docker.io: no entry, so it is asked anonymously; an entry would have the key https://index.docker.io/v1/"
        )
        #expect(CredentialsLookup.file(key: "k", username: nil).text(for: host).contains("a token"))
        #expect(CredentialsLookup.variable(key: "k", username: "u").text(for: host).contains("DOCKER_AUTH_CONFIG"))
        #expect(CredentialsLookup.helper(name: "x").text(for: host).contains("docker-credential-x"))
    }
}
