import Glibc
import LinuxProcess
import Supervision
import Testing

@Suite struct WaitTests {
    private func outcome(
        _ sandbox: Sandbox, _ address: String, timeout: String = "300ms", probe: String = "", _ arguments: [String] = []
    ) throws -> Outcome {
        var call = sandbox.runner("wait", "--ready-timeout", timeout)
        call.arguments += arguments
        return try call.environment("BUILDKIT_HOST", address).probe(probe).run()
    }

    @Test(arguments: ["tcp", "unix"])
    func aBuilderThatServesIsFound(_ scheme: String) throws {
        let sandbox = try Sandbox()
        let address = scheme == "tcp" ? "tcp://127.0.0.1:0" : "unix://\(sandbox.path)/server.sock"
        let server = try sandbox.server("listen;serve;stay", at: address)
        let outcome = try outcome(sandbox, server.address, timeout: "10s")
        #expect(outcome.code == 0)
        #expect(outcome.error.hasPrefix("buildkit-run: the builder at \(server.address) answers ("))
        #expect(sandbox.notes.of("buildctl", "start").isEmpty)
        server.stop()
        sandbox.expectNothingLeft()
    }

    @Test(arguments: ["sleep:300;listen;serve;stay", "listen;sleep:300;serve;stay"])
    func aBuilderThatServesLateIsWaitedFor(_ script: String) throws {
        let sandbox = try Sandbox()
        let address = "unix://\(sandbox.path)/server.sock"
        let server = try sandbox.server(script, at: address, listensAtOnce: false)
        #expect(try outcome(sandbox, address, timeout: "10s").code == 0)
        server.stop()
    }

    @Test func theAddressOptionComesBeforeTheVariable() throws {
        let sandbox = try Sandbox()
        let server = try sandbox.server("listen;serve;stay")
        let outcome = try outcome(sandbox, "tcp://127.0.0.1:1", timeout: "10s", ["--addr", server.address])
        #expect(outcome.code == 0)
    }

    @Test(arguments: [
        ("listen;stay", "it accepts connections and never serves", false),
        ("listen;hang-up;stay", "it accepts connections and closes them at once", false),
        ("listen;serve-tls;stay", "it speaks TLS and the client does not", true),
        ("listen;answer:HTTP/1.1 400 Bad Request;stay", "what answers is an HTTP/1 server", true),
        ("listen;answer:SSH-2.0-OpenSSH_9.2;stay", "what answers is an SSH server", true),
    ])
    func whatKeepsABuilderFromAnsweringIsSaid(_ script: String, _ words: String, _ isPermanent: Bool) throws {
        let sandbox = try Sandbox()
        let server = try sandbox.server(script)
        let outcome = try outcome(sandbox, server.address, timeout: isPermanent ? "30s" : "300ms")
        #expect(outcome.code == 69)
        let beginning = isPermanent ? "cannot be used" : "did not answer within 0.3 s"
        #expect(outcome.error.hasPrefix("buildkit-run: the builder at \(server.address) \(beginning): \(words)\n"))
        #expect(outcome.error.contains("buildkit-run: remedy: "))
        server.stop()
        sandbox.expectNothingLeft()
    }

    @Test func aRefusedConnectionIsSaid() throws {
        let sandbox = try Sandbox()
        // A port that was free a moment ago.
        let server = try sandbox.server("listen;stay")
        server.stop()
        let outcome = try outcome(sandbox, server.address)
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("did not answer within 0.3 s: connections are refused"))
    }

    @Test func aMissingSocketIsSaid() throws {
        let sandbox = try Sandbox()
        let outcome = try outcome(sandbox, "unix://\(sandbox.path)/none.sock")
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("did not answer within 0.3 s: the socket does not exist"))
    }

    @Test(.enabled(if: getuid() == 0, "root may connect to any socket, and another user is needed"))
    func aSocketOfSomebodyElseIsSaid() throws {
        let sandbox = try Sandbox()
        let server = try sandbox.server("listen;serve;stay", at: "unix://\(sandbox.path)/server.sock")
        chmod("\(sandbox.path)/server.sock", 0o600)
        let outcome = try sandbox.runner("wait").environment("BUILDKIT_HOST", server.address).asUser().run()
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("cannot be used: this user may not connect to the socket"))
        server.stop()
    }

    /// The texts are those of `buildctl`.
    @Test(arguments: [
        (
            "error: failed to list workers: Unavailable: connection error: desc = \"transport: Error while dialing: dial tcp: lookup nosuch.invalid on 10.0.0.1:53: no such host\"",
            "did not answer within 0.4 s: its name is not found"
        ),
        ("error: context deadline exceeded", "did not answer within 0.4 s: there is no answer"),
    ])
    func aNameIsForTheClientToLookUp(_ text: String, _ words: String) throws {
        let sandbox = try Sandbox()
        let outcome = try outcome(
            sandbox, "tcp://nosuch.invalid:1234", timeout: "400ms", probe: "say:\(text);exit:1")
        #expect(outcome.code == 69)
        #expect(outcome.error.contains(words))
        let calls = sandbox.notes.of("buildctl", "start").compactMap(\.arguments)
        #expect(calls.count > 1, "it is tried again")
        #expect(calls.allSatisfy { $0 == ["buildctl", "--addr=tcp://nosuch.invalid:1234", "debug", "info"] })
        sandbox.expectNothingLeft()
    }

    @Test func tlsIsForTheClientToSpeak() throws {
        let sandbox = try Sandbox()
        let text =
            "error: failed to list workers: Unavailable: connection error: desc = \"transport: authentication handshake failed: tls: first record does not look like a TLS handshake\""
        let outcome = try outcome(
            sandbox, "tcp://127.0.0.1:1234", timeout: "30s", probe: "say:\(text);exit:1", ["--tlsdir", "/certs"])
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("cannot be used: it does not speak TLS and the client does\n"))
        #expect(
            sandbox.notes.of("buildctl", "start").map(\.arguments) == [
                ["buildctl", "--addr=tcp://127.0.0.1:1234", "--tlsdir=/certs", "debug", "info"]
            ])
    }

    @Test func aClientThatHangsWhileItProbesIsEndedWithTheRun() throws {
        let sandbox = try Sandbox()
        let outcome = try outcome(sandbox, "kube-pod://builder", probe: "ignore:15;child;orphan;stay")
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("did not answer within 0.3 s: there is no answer"))
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func aSignalEndsTheWait(_ signal: Int32) throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("wait").environment("BUILDKIT_HOST", "kube-pod://builder").probe("stay")
            .start()
        sandbox.wait(for: "buildctl", "start")
        running.send(signal)
        #expect(try running.outcome().code == 128 + signal)
        sandbox.expectNothingLeft()
    }

    /// A real TLS server, to see that the canned one above is true to life.
    @Test(.enabled(if: access("/usr/bin/openssl", X_OK) == 0, "openssl is not installed"))
    func aTLSServerIsRecognised() throws {
        let sandbox = try Sandbox()
        let (key, certificate) = ("\(sandbox.path)/key.pem", "\(sandbox.path)/cert.pem")
        let made = try sandbox.runner(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
            "-subj", "/CN=localhost", "-keyout", key, "-out", certificate
        ).program("/usr/bin/openssl").run()
        #expect(made.code == 0)
        let server = try sandbox.runner("s_server", "-www", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate)
            .program("/usr/bin/openssl").start()
        #expect(eventually { server.output.contains("ACCEPT 127.0.0.1:") })
        let port = try #require(server.output.split(separator: "ACCEPT 127.0.0.1:").last?.split(separator: "\n").first)
        let outcome = try outcome(sandbox, "tcp://127.0.0.1:\(port)", timeout: "30s")
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("cannot be used: it speaks TLS and the client does not\n"))
        server.send(SIGKILL)
        _ = try server.outcome()
    }
}
