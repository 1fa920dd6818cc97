/// Registries beside GitLab's own, which a job names by variables: `BUILDKIT_RUN_REGISTRY_<NAME>_HOST`, `…_USER` and
/// `…_PASSWORD`, with any name of capitals, digits and underscores that says which three belong together.
package struct RegistryVariables: Equatable, Sendable {
    package let logins: [CredentialsPlan.Login]
    /// Which set cannot be used, for people; without secrets.
    package let notes: [String]

    /// - Parameter environment: the variables of the job; an empty one counts as unset.
    package init(environment: [String: String]) {
        var logins: [CredentialsPlan.Login] = []
        var notes: [String] = []
        for name in Self.names(in: environment) {
            func variable(_ pattern: RunnerVariable) -> (name: String, value: String?) {
                let variable = pattern.rawValue.replacing("<NAME>", with: name)
                return (variable, environment[variable].flatMap { $0.isEmpty ? nil : $0 })
            }
            let variables = [RunnerVariable.registryHost, .registryUser, .registryPassword].map(variable)
            let missing = variables.filter { $0.value == nil }.map(\.name)
            guard let host = variables[0].value, let user = variables[1].value, let password = variables[2].value
            else {
                notes.append(
                    "\(missing.joined(separator: " and ")) \(missing.count == 1 ? "is" : "are") not set, so no entry is made for the registry \(name); "
                        + "a protected variable is there on protected branches and tags only")
                continue
            }
            do {
                logins.append(
                    CredentialsPlan.Login(
                        host: RegistryHost(host),
                        credential: try RegistryCredential(username: user, password: password),
                        origin: .variable(variables[0].name)))
            } catch {
                notes.append("\(variables[0].name) cannot be used: \(error.description)")
            }
        }
        self.logins = logins
        self.notes = notes
    }

    /// The names that at least one variable with a value has, sorted.
    private static func names(in environment: [String: String]) -> [String] {
        var names: Set<String> = []
        for pattern in [RunnerVariable.registryHost, .registryUser, .registryPassword] {
            let parts = pattern.rawValue.split(separator: "<NAME>", maxSplits: 1)
            guard let prefix = parts.first, let suffix = parts.last else { continue }
            for (variable, value) in environment
            where !value.isEmpty && variable.hasPrefix(prefix) && variable.hasSuffix(suffix) {
                let name = variable.dropFirst(prefix.count).dropLast(suffix.count)
                if !name.isEmpty, variable.count > prefix.count + suffix.count { names.insert(String(name)) }
            }
        }
        return names.sorted()
    }
}
