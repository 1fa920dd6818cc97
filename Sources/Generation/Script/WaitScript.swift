import BuildKit
import BuildRequests
import YAMLTree

/// The wait for a daemon that the job does not start itself.
enum WaitScript {
    static func items(for plan: Plan) -> [YAMLValue.Item] {
        guard plan.builder.connection != .daemonless else { return [] }
        let files = plan.builder.tls.map { [checkFiles($0)] } ?? []
        switch plan.runner {
        case .buildkitRun:
            let limit =
                "\(plan.builder.readyTimeout)s" == BuilderSettings.standardReadyTimeout
                ? "" : " --ready-timeout \(plan.builder.readyTimeout)s"
            return files + [.init(.scalar("buildkit-run\(limit) wait"), comment: why(plan))]
        case .stock:
            return files + [.init(.scalar(loop(plan)), comment: why(plan) + (plan.builder.tls == nil ? "" : whyStop))]
        }
    }

    private static func why(_ plan: Plan) -> String {
        switch plan.builder.connection {
        case .service, .daemonless: "GitLab starts the job even when the service's health check has failed."
        case .address: "The builder may be starting or scaling; buildctl itself gives up after 20 seconds."
        case .pod: "The pod may be starting."
        }
    }

    private static let whyStop = " Certificates do not get better by waiting, so a refusal by TLS ends the job at once."

    private static func checkFiles(_ tls: TLSPlan) -> YAMLValue.Item {
        let files = tls.files.map { ShellWord.quoting($0.file) }.joined(separator: " ")
        let names = tls.files.map(\.file.text).joined(separator: ", ")
        return .init(
            .scalar(
                """
                for file in \(files); do
                  if [ ! -f "$file" ]; then
                    echo \(ShellWord.quoting(literal: "\(names): one of these is not a file. Make them CI/CD variables of type File; protected ones are only there for protected refs.")) >&2
                    exit \(RunnerExitCode.configuration.rawValue)
                  fi
                done

                """), comment: "The client's certificate and what it trusts; both sides prove who they are.")
    }

    /// One attempt is limited too: against a port that is open but never served the client hangs for 20 seconds.
    private static func loop(_ plan: Plan) -> String {
        let client = "buildctl" + Client.tlsOptions(plan.builder)
        let refusal =
            plan.builder.tls == nil
            ? ""
            : """
              case $answer in
                *x509:*|*'tls: '*|*'server preface: EOF'*) printf '%s\\n' "$answer" >&2; exit \(RunnerExitCode.configuration.rawValue) ;;
              esac

            """
        let help =
            plan.builder.connection == .service
            ? "\" \\\n      \"set the variable CI_DEBUG_SERVICES to true to see its log\" >&2" : "\" >&2"
        let separator = plan.builder.connection == .service ? ";" : ""
        return """
            deadline=$(($(date +%s) + \(plan.builder.readyTimeout)))
            pause=1
            until answer=$(timeout 25 \(client) debug workers 2>&1); do
            \(refusal)  if [ "$(date +%s)" -ge "$deadline" ]; then
                printf '%s\\n' "$answer" "no BuildKit daemon answered at $BUILDKIT_HOST within \(plan.builder.readyTimeout) s\(separator)\(help)
                exit \(RunnerExitCode.unavailable.rawValue)
              fi
              sleep "$pause"
              if [ "$pause" -lt 16 ]; then pause=$((pause * 2)); fi
            done

            """
    }
}
