import BuildKit

/// Docker's `config.json`, where BuildKit's client finds it: in `$DOCKER_CONFIG`, else in `~/.docker`.
struct ClientConfiguration: Equatable, Sendable {
    let directory: String
    var path: String { "\(directory)/config.json" }

    /// - Returns: nothing where neither `DOCKER_CONFIG` nor `HOME` is set: then the client finds none either.
    init?(environment: [String: String], currentDirectory: String) {
        let stated = environment[RunnerVariable.dockerConfig.rawValue] ?? ""
        if !stated.isEmpty {
            directory = stated.hasPrefix("/") ? stated : "\(currentDirectory)/\(stated)"
        } else if let home = environment["HOME"], !home.isEmpty {
            directory = "\(home)/.docker"
        } else {
            return nil
        }
    }

    /// - Throws: `PlanError` where neither `DOCKER_CONFIG` nor `HOME` is set.
    static func required(
        _ environment: [String: String], _ machine: Machine
    ) throws(PlanError) -> ClientConfiguration {
        if let found = ClientConfiguration(environment: environment, currentDirectory: machine.currentDirectory()) {
            return found
        }
        throw PlanError(
            code: .configuration, message: "neither DOCKER_CONFIG nor HOME is set; set DOCKER_CONFIG to a directory")
    }

    /// What the file holds; an empty value where there is no file.
    ///
    /// - Throws: `PlanError` for a file that the client could not load: it would go on without credentials, and the
    ///   registry would answer 401 at the end of the build.
    func read(from machine: Machine) throws(PlanError) -> CredentialsFile {
        guard machine.fileExists(path) else { return CredentialsFile() }
        guard let text = machine.contents(path) else {
            throw PlanError(
                code: .configuration,
                message: "\"\(path)\" cannot be read; mend its permissions, or name another directory by DOCKER_CONFIG")
        }
        do { return try CredentialsFile(parsing: text) } catch {
            throw PlanError(
                code: .configuration,
                message: "\"\(path)\" \(error); mend it, or name another directory by DOCKER_CONFIG")
        }
    }
}
