import BuildKit
import Testing

@Suite struct RegistryVariablesTests {
    @Test func setsOfThreeAreLogins() throws {
        let variables = RegistryVariables(environment: [
            "BUILDKIT_RUN_REGISTRY_HUB_HOST": "index.docker.io", "BUILDKIT_RUN_REGISTRY_HUB_USER": "me",
            "BUILDKIT_RUN_REGISTRY_HUB_PASSWORD": "a\"b\\c\n", "BUILDKIT_RUN_REGISTRY_A_USER_HOST": "a.example.com",
            "BUILDKIT_RUN_REGISTRY_A_USER_USER": "u", "BUILDKIT_RUN_REGISTRY_A_USER_PASSWORD": "p",
            "BUILDKIT_RUN_REGISTRY_HOST": "no name between", "BUILDKIT_RUN_REGISTRY__HOST": "nor here",
        ])
        #expect(variables.notes == [])
        #expect(variables.logins.map(\.host.name) == ["a.example.com", "docker.io"])
        #expect(variables.logins.last?.credential.password == "a\"b\\c\n")
        #expect(variables.logins.map(\.origin.description).first == "BUILDKIT_RUN_REGISTRY_A_USER_HOST")
    }

    @Test func whatIsMissingIsSaid() {
        let variables = RegistryVariables(environment: [
            "BUILDKIT_RUN_REGISTRY_X_HOST": "x.example.com", "BUILDKIT_RUN_REGISTRY_X_PASSWORD": "",
            "BUILDKIT_RUN_REGISTRY_Y_HOST": "y", "BUILDKIT_RUN_REGISTRY_Y_USER": "a:b",
            "BUILDKIT_RUN_REGISTRY_Y_PASSWORD": "secret-value",
        ])
        #expect(variables.logins == [])
        #expect(variables.notes.count == 2)
        #expect(
            variables.notes[0].hasPrefix(
                "BUILDKIT_RUN_REGISTRY_X_USER and BUILDKIT_RUN_REGISTRY_X_PASSWORD are not set"))
        #expect(variables.notes[1].contains("has a colon") && !variables.notes[1].contains("secret-value"))
    }
}
