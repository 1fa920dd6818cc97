extension JobMachine {
    /// Makes a kubectl one of the job's programs, whose pods are daemons of this machine.
    ///
    /// - Parameters:
    ///   - address: where the daemon of every pod listens.
    ///   - log: takes the arguments of each call, a line each.
    func installKubectl(reaching address: String, log: String) throws {
        // BuildKit's client runs kubectl to have `buildctl dial-stdio` run in the pod.
        try install(
            """
            #!/bin/sh
            echo "$*" >> \(log)
            case " $* " in
              *" use-context "*) exit 0 ;;
              *" get deployment "*) printf 'app=builders,tier=ci,' ; exit 0 ;;
              *" get pods "*) printf 'builders-b\\nbuilders-a\\n' ; exit 0 ;;
            esac
            while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
            shift
            export BUILDKIT_HOST=\(address)
            exec "$@"

            """, as: "kubectl")
    }

    /// Starts the daemon of all pods, and installs the kubectl that reaches them.
    ///
    /// - Parameter log: as for `installKubectl`.
    func startPod(loggingTo log: String) throws -> RunningProcess {
        let address = "unix://\(sandbox.path)/pod.sock"
        try installKubectl(reaching: address, log: log)
        return try sandbox.start([
            try Tools.require("buildkitd"), "--root=\(sandbox.path)/state-pod", "--addr=\(address)",
        ])
    }
}
