import BuildKit
import BuildRequests
import YAMLTree

/// The variables of the job.
enum VariablesFragment {
    static func entries(for plan: Plan) -> [YAMLValue.Entry] {
        var variables = daemon(plan)
        if plan.runner == .buildkitRun, let tls = plan.builder.tls {
            variables += [
                .init(RunnerVariable.tlsCACert.rawValue, tls.ca.text),
                .init(RunnerVariable.tlsCert.rawValue, tls.certificate.text),
                .init(RunnerVariable.tlsKey.rawValue, tls.key.text),
            ]
            if let name = tls.serverName { variables.append(.init(RunnerVariable.tlsServerName.rawValue, name.text)) }
        }
        for (index, proxy) in plan.registries.proxies.enumerated() {
            variables.append(
                .init(
                    proxy.name, proxy.value.text,
                    comment: index == 0 ? "For what the job and its daemon fetch; RUN steps get them below." : nil))
        }
        return variables
    }

    private static func service(_ plan: Plan) -> [YAMLValue.Entry] {
        let address = YAMLValue.Entry(RunnerVariable.buildkitHost.rawValue, BuilderService.address)
        guard let authority = plan.registries.certificateAuthority else { return [address] }
        return [
            address,
            .init(
                ServiceScript.authorityVariable, authority.text,
                comment: "A service is given the job's own variables, but none of the project's: this hands it on."),
        ]
    }

    private static func daemon(_ plan: Plan) -> [YAMLValue.Entry] {
        switch plan.builder.connection {
        case .service: return service(plan)
        case .address(let address): return [.init(RunnerVariable.buildkitHost.rawValue, address.text)]
        case .pod: return []
        case .daemonless: break
        }
        var variables: [YAMLValue.Entry] = []
        let flags = DaemonFlags.flags(of: plan.builder)
        if !flags.isEmpty {
            variables.append(
                .init(
                    RunnerVariable.buildkitdFlags.rawValue, flags.joined(separator: " "),
                    comment: plan.builder.isPrivileged ? nil : DaemonFlags.whyNoProcessSandbox))
        }
        if plan.runner == .stock {
            variables.append(
                .init(
                    RunnerVariable.connectRetriesMax.rawValue, "50",
                    comment:
                        "By default the script gives the daemon 2 seconds to start, which a busy node needs for itself;"
                        + " this makes it about half a minute."))
        }
        return variables
    }
}
