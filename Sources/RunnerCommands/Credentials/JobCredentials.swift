import BuildKit

/// The credentials that a run gives to its client: what `config.json` holds, and what becomes of the environment. A value:
/// `PrivateConfiguration` makes the file.
struct JobCredentials: Equatable, Sendable {
    let plan: CredentialsPlan
    /// Where the client finds its file without us; nothing where it would find none.
    let existing: ClientConfiguration?
    /// What a private `config.json` shall hold; nothing where the existing one says all.
    let privateFile: CredentialsFile?
    /// `DOCKER_AUTH_CONFIG` as the job has it; an empty one counts as unset.
    private let statedAuthConfig: String?

    /// What was mended or could not be used, for people; without secrets.
    var notes: [String] { plan.notes }

    /// - Throws: `PlanError` for a `config.json` that the client could not load.
    init(
        environment: [String: String], machine: Machine, logins: [CredentialsPlan.Login] = []
    ) throws(PlanError) {
        existing = ClientConfiguration(environment: environment, currentDirectory: machine.currentDirectory())
        let file = try existing?.read(from: machine) ?? CredentialsFile()
        plan = CredentialsPlan(file: file, environment: environment, logins: logins)
        privateFile = plan.file == file ? nil : plan.file
        statedAuthConfig = environment[RunnerVariable.dockerAuthConfig.rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What changes in the environment of the client: a value to set, or nothing for a variable to unset.
    ///
    /// - Parameter directory: that of the private `config.json`; nothing where none was made.
    func environmentChanges(privateDirectory directory: String?) -> [String: String?] {
        var changes: [String: String?] = [:]
        if let directory { changes[RunnerVariable.dockerConfig.rawValue] = .some(directory) }
        if plan.authConfig != statedAuthConfig {
            changes.updateValue(plan.authConfig, forKey: RunnerVariable.dockerAuthConfig.rawValue)
        }
        return changes
    }

    /// For `--explain`: names and values without secrets.
    ///
    /// - Parameter directory: in words, that which a private `config.json` would be made in.
    func facts(privateDirectory directory: String) -> [(String, String)] {
        var facts = plan.entries.map { ("credentials", "\($0)") }
        if facts.isEmpty { facts = [("credentials", "none: registries are asked anonymously")] }
        if privateFile != nil {
            facts.append(("config.json", "\(directory)/config.json (0600, removed at the end)"))
            facts.append(("client sets", "\(RunnerVariable.dockerConfig.rawValue)=\(directory)"))
        } else if let existing, !plan.file.isEmpty {
            facts.append(("config.json", existing.path))
        }
        if plan.authConfig != statedAuthConfig {
            let name = RunnerVariable.dockerAuthConfig.rawValue
            facts.append(
                plan.authConfig == nil
                    ? ("client unsets", name) : ("client sets", "\(name)=\(SecretMask.replacement), mended"))
        }
        return facts
    }
}
