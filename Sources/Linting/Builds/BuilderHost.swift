package import BuildKit
package import Diagnostics
import GitLabCI
import ShellSyntax

/// Where the clients of a job look for their builder: `BUILDKIT_HOST`, as the file sets it.
package struct BuilderHost {
    /// With variables put in.
    package let text: String
    /// The value of the variable.
    package let span: SourceSpan
    package let address: BuilderAddress

    /// The bytes of a part of the address in the file; nil where they are not written as they are.
    package func span(of part: String) -> SourceSpan? {
        guard let range = span.text.firstRange(of: part) else { return nil }
        let offset = span.text[..<range.lowerBound].utf8.count
        return span.part(offset: offset, length: part.utf8.count)
    }
}

extension LintedJob {
    /// `BUILDKIT_HOST` of the job; nil where nothing sets it, or its value is not known.
    package var builderHost: BuilderHost? {
        guard let variable = variables["BUILDKIT_HOST"], !mayVary("BUILDKIT_HOST"), !setsInScript("BUILDKIT_HOST"),
            let text = expanded(variable.value), let address = try? BuilderAddress(text)
        else { return nil }
        return BuilderHost(text: text, span: variable.valueSpan, address: address)
    }

    /// Whether a script gives the variable another value.
    package func setsInScript(_ name: String) -> Bool {
        commands.contains { command in
            command.shell.assignments.contains { $0.name == name }
                || command.arguments.contains { $0.text.hasPrefix(name + "=") }
        }
    }

    /// The service at which the job's clients are to find their builder; nil where the host is that of no service.
    package var builderService: LintedService? {
        guard case .tcp(let host, _)? = builderHost?.address else { return nil }
        return services.first { $0.image.isBuildKit && ($0.hostNames?.contains(host) ?? false) }
    }

    /// The flags of the daemon that the job starts itself, as far as variables and scripts show them.
    package var daemonFlags: String {
        let variable = variables["BUILDKITD_FLAGS"].map { expanded($0.value) ?? $0.value } ?? ""
        let words = commands.filter { ["buildkitd", "rootlesskit", "buildkit-run"].contains($0.name) }
            .flatMap(\.arguments).map(\.text)
        let assigned = commands.flatMap(\.shell.assignments).filter { $0.name == "BUILDKITD_FLAGS" }.map(\.value.text)
        return ([variable] + words + assigned).joined(separator: " ")
    }
}

extension LintedService {
    /// The words behind its entrypoint; nil where a variable may change them.
    package var words: [String]? {
        let words = (command ?? []).map { $0.string ?? "$" }
        return words.contains { $0.contains("$") } ? nil : words
    }

    /// The addresses that a BuildKit daemon listens on (`--addr`); nil where they are not known.
    package var addresses: [BuilderAddress]? {
        guard let words else { return nil }
        var result: [BuilderAddress] = []
        for (index, word) in words.enumerated() {
            let text: String
            if word.hasPrefix("--addr=") {
                text = String(word.dropFirst("--addr=".count))
            } else if index > 0, ["--addr", "-addr"].contains(words[index - 1]) {
                text = word
            } else {
                continue
            }
            guard let address = try? BuilderAddress(text) else { return nil }
            result.append(address)
        }
        return result
    }

    /// The TCP ports that a BuildKit daemon listens on; nil where they are not known.
    package var tcpPorts: [UInt16]? {
        addresses?.compactMap { if case .tcp(host: _, port: let port) = $0 { port } else { nil } }
    }
}
