import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// Builds with a daemon that runs already, at a TCP address.
    @Suite(.needsRoot) struct ServiceMode {
        @Test(arguments: ["127.0.0.1", "localhost"])
        func plain(host: String) throws {
            let sandbox = try Sandbox(.root)
            let service = try Service(in: sandbox)
            let address = "tcp://\(host):\(service.port)"
            let context = try Context(in: sandbox, dockerfile: "RUN echo under-$((40+2))\n")
            let run = try sandbox.run(["build"] + context.arguments, adding: ["BUILDKIT_HOST": address])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            #expect(run.error.contains("under-42"))
            #expect(run.error.contains("buildkit-run: the builder at \(address) answers"))
            // The service is not ours to stop, and there was no other daemon.
            let wait = try sandbox.run(["wait", "--addr", address])
            #expect(try wait.wait() == .exited(0), "\(wait.error)")
            #expect(FileTree.names(in: sandbox.path).contains("state") == false)
            try service.stop()
            sandbox.expectNothingLeft()
        }

        @Test(.needs("openssl"), arguments: ["127.0.0.1", "localhost"])
        func mutualTLS(host: String) throws {
            let sandbox = try Sandbox(.root)
            let certificates = try Certificates(in: sandbox)
            let service = try Service(in: sandbox, certificates: certificates)
            let address = "tcp://\(host):\(service.port)"
            let context = try Context(in: sandbox, dockerfile: "RUN echo under-$((40+2))\n")
            let options = ["--tlsdir", certificates.clientDirectory]
            let wait = try sandbox.run(["wait"] + options, adding: ["BUILDKIT_HOST": address])
            #expect(try wait.wait() == .exited(0), "\(wait.error)")
            let run = try sandbox.run(options + ["build"] + context.arguments, adding: ["BUILDKIT_HOST": address])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            #expect(run.error.contains("under-42"))
            try service.stop()
            sandbox.expectNothingLeft()
        }

        @Test(arguments: ["127.0.0.1", "localhost"])
        func waitsForADaemonThatStartsLate(host: String) throws {
            let sandbox = try Sandbox(.root)
            let port = try Network.freePort()
            let wait = try sandbox.run(
                ["wait", "--ready-timeout", "30"], adding: ["BUILDKIT_HOST": "tcp://\(host):\(port)"])
            // It takes its signals from a descriptor just before its first probe.
            try eventually("the runner waits") {
                FileTree.names(in: "/proc/\(wait.pid)/fd").contains {
                    Files.link(at: "/proc/\(wait.pid)/fd/\($0)") == "anon_inode:[signalfd]"
                }
            }
            let service = try Service(in: sandbox, port: port)
            #expect(try wait.wait() == .exited(0), "\(wait.error)")
            #expect(wait.error.contains("answers ("))
            try service.stop()
        }

        @Test(.needs("openssl"))
        func plainClientAndDaemonWithTLS() throws {
            let sandbox = try Sandbox(.root)
            let service = try Service(in: sandbox, certificates: try Certificates(in: sandbox))
            for host in ["127.0.0.1", "localhost"] {
                let wait = try sandbox.run(["wait", "--addr", "tcp://\(host):\(service.port)", "--ready-timeout", "10"])
                #expect(try wait.wait() == .exited(69), "\(wait.error)")
                #expect(wait.error.contains("it speaks TLS and the client does not"), "\(host): \(wait.error)")
                #expect(wait.error.contains("remedy: give the client's certificates: --tlsdir"))
            }
            try service.stop()
        }

        @Test(.needs("openssl"))
        func clientWithTLSAndPlainDaemon() throws {
            let sandbox = try Sandbox(.root)
            let certificates = try Certificates(in: sandbox)
            let service = try Service(in: sandbox)
            let address = "tcp://127.0.0.1:\(service.port)"
            try sandbox.run(["wait", "--addr", address]).wait()
            let run = try sandbox.run(
                ["wait", "--addr", address, "--tlsdir", certificates.clientDirectory, "--ready-timeout", "10"])
            #expect(try run.wait() == .exited(69), "\(run.error)")
            #expect(run.error.contains("it does not speak TLS and the client does"), "\(run.error)")
            try service.stop()
        }

        /// The daemon's certificate does not name the host; then the client is told the name that it has.
        @Test(.needs("openssl"))
        func certificateForAnotherName() throws {
            let sandbox = try Sandbox(.root)
            let certificates = try Certificates(in: sandbox, names: "DNS:buildkitd")
            let service = try Service(in: sandbox, certificates: certificates)
            let options = ["wait", "--addr", "tcp://127.0.0.1:\(service.port)", "--ready-timeout", "10"]
            let tls = options + ["--tlsdir", certificates.clientDirectory]
            let other = try sandbox.run(tls)
            #expect(try other.wait() == .exited(69), "\(other.error)")
            #expect(other.error.contains("x509: cannot validate certificate for 127.0.0.1"), "\(other.error)")
            let named = try sandbox.run(tls + ["--tlsservername", "buildkitd"])
            #expect(try named.wait() == .exited(0), "\(named.error)")
            try service.stop()
        }

        @Test func nothingListens() throws {
            let sandbox = try Sandbox(.root)
            let address = "tcp://127.0.0.1:\(try Network.freePort())"
            let run = try sandbox.run(["--ready-timeout", "300ms", "build"], adding: ["BUILDKIT_HOST": address])
            #expect(try run.wait() == .exited(69))
            #expect(run.error.contains("connections are refused"), "\(run.error)")
        }

        /// A signal ends the build and leaves the service alone.
        @Test func cancelledBuild() throws {
            let sandbox = try Sandbox(.root)
            let service = try Service(in: sandbox)
            let (context, marker) = try Context.endless(in: sandbox)
            let address = "tcp://127.0.0.1:\(service.port)"
            let run = try sandbox.run(["build"] + context.arguments, adding: ["BUILDKIT_HOST": address])
            try eventually("the RUN step") {
                ProcessRecord.all(mentioning: marker).contains { $0.command == ["sleep", marker] }
            }
            run.signal(SIGTERM)
            #expect(try run.wait() == .exited(128 + SIGTERM), "\(run.error)")
            try eventually("the service has ended the RUN step") { ProcessRecord.all(mentioning: marker).isEmpty }
            #expect(try sandbox.run(["wait", "--addr", address]).wait() == .exited(0))
            try service.stop()
        }
    }
}
