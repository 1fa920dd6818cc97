import BuildKit

/// What `login --check` is asked.
struct CheckRequest: Equatable, Sendable {
    /// As on the command line.
    var images: [String] = []
    /// The path of the Dockerfile; without one it is `Dockerfile`, where there is such a file.
    var file: String?
    /// `NAME=VALUE`, or `NAME` for the value of the environment.
    var buildArguments: [String] = []

    /// - Throws: `PlanError` for a name that is no image, and for a file that cannot be read.
    func answer(environment: [String: String], machine: Machine) throws(PlanError) -> CredentialsCheck {
        var references: [ImageReference] = []
        for image in images {
            do { references.append(try ImageReference(image)) } catch {
                throw PlanError(code: .usage, message: "\"\(image)\" is no image: \(error)")
            }
        }
        let dockerfile = try dockerfile(environment, machine)
        guard dockerfile != nil || !references.isEmpty else {
            throw PlanError(
                code: .usage,
                message: "there is nothing to check: no Dockerfile in this directory, and no image on the command line")
        }
        let configuration = try ClientConfiguration.required(environment, machine)
        return CredentialsCheck(
            images: references, dockerfile: dockerfile, environment: environment,
            file: try configuration.read(from: machine))
    }

    private func dockerfile(
        _ environment: [String: String], _ machine: Machine
    ) throws(PlanError) -> (name: String, images: DockerfileImages)? {
        let path = file ?? "Dockerfile"
        guard file != nil || machine.fileExists(path) else { return nil }
        guard let text = machine.contents(path) else {
            throw PlanError(
                code: .configuration, message: "--file \"\(path)\" cannot be read; name the Dockerfile of the build")
        }
        var values: [String: String] = [:]
        for argument in buildArguments {
            let name = String(argument.prefix { $0 != "=" })
            values[name] = name.count < argument.count ? String(argument.dropFirst(name.count + 1)) : environment[name]
        }
        return (path, DockerfileImages(text, buildArguments: values))
    }
}
