import BuildKit
import FileWriting
import Glibc
import LinuxProcess

/// What `login` writes for the clients that the job starts later.
struct LoginPlan: Equatable, Sendable {
    let configuration: ClientConfiguration
    let credentials: CredentialsPlan

    /// - Throws: `PlanError` where there is nothing to write, or nowhere to write it.
    init(environment: [String: String], machine: Machine, logins: [CredentialsPlan.Login]) throws(PlanError) {
        configuration = try ClientConfiguration.required(environment, machine)
        credentials = CredentialsPlan(
            file: try configuration.read(from: machine), environment: environment, logins: logins, mending: .file)
        guard credentials.entries.isEmpty && credentials.file.isEmpty else { return }
        let why = credentials.notes.isEmpty ? "" : " (\(credentials.notes.joined(separator: "; ")))"
        throw PlanError(
            code: .configuration,
            message:
                "there are no credentials to write\(why): set CI_REGISTRY, CI_REGISTRY_USER and CI_REGISTRY_PASSWORD "
                + "(GitLab does where the project's container registry is enabled), DOCKER_AUTH_CONFIG or "
                + "\(RunnerVariable.registryHost.rawValue), or give --registry HOST --username USER --password-stdin")
    }

    /// Writes the file (0600), and its directory (0700) where it is missing.
    func carryOut() throws(PlanError) {
        do throws(SystemError) { try FileTree.makeDirectories(configuration.directory) } catch {
            throw refusal(error.code)
        }
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(credentials.file.text.utf8, to: configuration.path, access: .ownerOnly)
        } catch {
            throw refusal(error.code)
        }
    }

    private func refusal(_ code: CInt) -> PlanError {
        PlanError(
            code: .configuration,
            message: "\"\(configuration.path)\" cannot be written: \(SystemError.text(of: code)); "
                + "name another directory by DOCKER_CONFIG")
    }

    /// For people: what was mended, and where each entry comes from.
    var lines: [String] {
        credentials.notes + ["credentials in \(configuration.path):"] + credentials.entries.map { "  \($0)" }
    }
}
