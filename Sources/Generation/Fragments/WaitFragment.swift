import YAMLTree

/// The wait for the service's daemon.
enum WaitFragment {
    /// How long a service may take to answer, in seconds; the default of `buildkit-run` as well.
    private static let limit = 120

    static func item(for runner: Request.Runner) -> YAMLValue.Item {
        switch runner {
        case .buildkitRun: .init(.scalar("buildkit-run wait"), comment: why)
        case .stock: .init(.scalar(loop), comment: why)
        }
    }

    private static let why = "GitLab starts the job even when the service's health check has failed."

    /// One attempt is limited too: against a port that is open but never served the client hangs for 20 seconds.
    private static let loop = """
        deadline=$(($(date +%s) + \(limit)))
        until answer=$(timeout 5 buildctl debug workers 2>&1); do
          if [ "$(date +%s)" -ge "$deadline" ]; then
            printf '%s\\n' "$answer" "no BuildKit daemon answered at $BUILDKIT_HOST within \(limit) s;" \\
              "set the variable CI_DEBUG_SERVICES to true to see its log" >&2
            exit 1
          fi
          sleep 1
        done

        """
}
