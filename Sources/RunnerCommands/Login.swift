import ArgumentParser
import BuildKit
import Glibc
import LinuxProcess

/// For jobs that call BuildKit's client by themselves; and to see which credentials it will use.
struct Login: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Verb.login.rawValue,
        abstract: "Write config.json with the credentials of registries, or check which of them a build will use.",
        usage: """
            buildkit-run login [--registry HOST --username USER --password-stdin] [--explain]
            buildkit-run login --check [--file DOCKERFILE] [--build-arg NAME=VALUE ...] [IMAGE ...]
            """,
        discussion: """
            Writes to DOCKER_CONFIG, else to ~/.docker, what CI_REGISTRY and CI_DEPENDENCY_PROXY_SERVER with their users \
            and passwords say, BUILDKIT_RUN_REGISTRY_<NAME>_HOST, _USER and _PASSWORD, a DOCKER_AUTH_CONFIG that \
            BuildKit's client would drop, and the options. What is in the file already stays.

            --check writes nothing. It exits with 77 where the registry of an IMAGE has no entry, and with 78 where the \
            Dockerfile names an image by a variable without a value.
            """)

    @Option(help: "A registry, such as docker.io.")
    var registry: String?

    @Option(name: [.short, .long], help: "Its user.")
    var username: String?

    @Flag(help: "Its password comes on standard input; a final line end is not part of it.")
    var passwordStdin = false

    @Option(name: [.customShort("p"), .long], help: .hidden)
    var password: String?

    @Flag(help: "Print what would be written, without secrets, and stop.")
    var explain = false

    @Flag(help: "Say which entry is used for the registries of the images and the Dockerfile.")
    var check = false

    @Option(name: [.short, .long], help: "With --check: the Dockerfile. (default: Dockerfile, where there is one)")
    var file: String?

    @Option(help: "With --check: a build argument that the names of images need; without a value it is the variable's.")
    var buildArg: [String] = []

    @Argument(help: ArgumentHelp("With --check: images that the build pushes.", valueName: "image"))
    var images: [String] = []

    func validate() throws {
        if password != nil {
            throw ValidationError("A password on the command line is seen by every process; use --password-stdin")
        }
        guard !check else {
            if registry != nil || username != nil || passwordStdin || explain {
                throw ValidationError(
                    "--check writes nothing; leave out --registry, --username, --password-stdin, --explain")
            }
            return
        }
        if let first = images.first { throw ValidationError("Write --registry \(first), or --check for an image") }
        if file != nil || !buildArg.isEmpty { throw ValidationError("--file and --build-arg go with --check") }
        guard registry != nil || username != nil || passwordStdin else { return }
        guard registry?.isEmpty == false, username?.isEmpty == false, passwordStdin else {
            throw ValidationError("--registry HOST, --username USER and --password-stdin go together")
        }
    }

    func run() throws {
        let environment = Invocation.dictionary(LocalMachine.environment)
        let speaker = Speaker(mask: SecretMask(environment: environment))
        do throws(PlanError) {
            if check {
                let answer = try CheckRequest(images: images, file: file, buildArguments: buildArg)
                    .answer(environment: environment, machine: .live)
                writeAll(answer.lines.map { speaker.mask.masked($0) + "\n" }.joined().utf8, to: 1)
                Glibc.exit(answer.problem?.rawValue ?? 0)
            }
            let plan = try LoginPlan(environment: environment, machine: .live, logins: try logins())
            if !explain { try plan.carryOut() }
            for line in plan.lines { speaker.say(line) }
        } catch { speaker.fail(error) }
    }

    private func logins() throws(PlanError) -> [CredentialsPlan.Login] {
        guard let registry, let username else { return [] }
        guard let bytes = readStandardInput(), var password = String(validating: bytes, as: UTF8.self) else {
            throw PlanError(code: .configuration, message: "the password on standard input is no UTF-8 text")
        }
        if let last = password.last, last == "\n" || last == "\r\n" { password.removeLast() }
        do {
            return [
                CredentialsPlan.Login(
                    host: RegistryHost(registry),
                    credential: try RegistryCredential(username: username, password: password))
            ]
        } catch { throw PlanError(code: .configuration, message: "--registry \(registry): \(error.description)") }
    }
}
