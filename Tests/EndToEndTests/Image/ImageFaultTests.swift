import Supervision
import Testing

extension EndToEnd {
    /// Registries that fail for a while or for good: what is tried again, how often, and what the exit code says.
    @Suite(.needs("docker-registry"), .needsRoot, .bench) struct ImageFaults {
        /// What is wrong with a registry, and what comes of it.
        struct Case: Sendable, CustomTestStringConvertible {
            let testDescription: String
            /// Whether the image is pushed there; else its base image comes from there.
            var pushes = true
            let method: String
            let target: String
            let fault: RegistryProxy.Fault
            /// How many requests have the fault.
            var times = Int.max
            var code: Int32 = 0
            /// How often the build is tried again: the client itself tries again some of it.
            var retries = 0
            /// What the run says.
            var text = "Outcome: success"
        }

        static let cases = [
            Case(
                testDescription: "503 twice for a base image", pushes: false, method: "HEAD", target: "/manifests/",
                fault: .unavailable, times: 2, retries: 1, text: "503 Service Unavailable"),
            Case(
                testDescription: "503 for a base image, for good", pushes: false, method: "HEAD",
                target: "/manifests/", fault: .unavailable, code: 75, retries: 2,
                text: "Cause: the registry, or a proxy before it, answered with an error of its own"),
            Case(
                testDescription: "503 twice at the beginning of a blob", method: "POST", target: "/blobs/uploads/",
                fault: .unavailable, times: 2, text: "Pushed: "),
            Case(
                testDescription: "503 twice at the end of a blob", method: "PUT", target: "/blobs/uploads/",
                fault: .unavailable, times: 2, text: "Pushed: "),
            Case(
                testDescription: "503 twice for a manifest", method: "PUT", target: "/manifests/",
                fault: .unavailable, times: 2, text: "retrying in 1s"),
            Case(
                testDescription: "503 for a manifest, for good", method: "PUT", target: "/manifests/",
                fault: .unavailable, code: 75, retries: 2, text: "exit code 75, after 3 tries"),
            Case(
                testDescription: "503 for a blob, for good", method: "POST", target: "/blobs/uploads/",
                fault: .unavailable, code: 75, retries: 2,
                text: "Cause: the registry, or a proxy before it, answered with an error of its own"),
            Case(
                testDescription: "429 until the client gives up", method: "PUT", target: "/manifests/",
                fault: .tooMany, times: 6, retries: 1, text: "429 Too Many Requests"),
            Case(
                testDescription: "429 for good", method: "POST", target: "/blobs/uploads/", fault: .tooMany, code: 75,
                retries: 2, text: "Cause: the registry has had too many requests"),
            Case(
                testDescription: "a reset instead of a manifest", pushes: false, method: "HEAD", target: "/manifests/",
                fault: .reset, times: 1, retries: 1, text: "connection reset by peer"),
            Case(
                testDescription: "a reset for good", pushes: false, method: "HEAD", target: "/manifests/",
                fault: .reset, code: 75, retries: 2, text: "Cause: the connection to the registry broke off"),
            Case(
                testDescription: "a reset in the middle of a layer", pushes: false, method: "GET", target: "/blobs/",
                fault: .cut(after: 2000), times: 2, text: "DONE"),
            Case(
                testDescription: "a reset while a blob is sent", method: "PUT", target: "/blobs/uploads/",
                fault: .reset, times: 1, text: "retrying in 1s"),
            Case(
                testDescription: "403", method: "POST", target: "/blobs/uploads/", fault: .denied, code: 77,
                text: "Cause: the registry refused the request: no login for it"),
        ]

        @Test(arguments: cases)
        func fault(_ fault: Case) throws {
            let bench = try #require(ImageBench.current)
            let repository = "fault-\(fault.testDescription.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff })"
            if !fault.pushes { try makeBase(bench, repository) }
            let proxy = try RegistryProxy(before: bench.registry) { request, faults in
                let isMeant =
                    request.method == fault.method && request.target.contains("/\(repository)\(fault.target)")
                    && faults < fault.times
                return isMeant ? fault.fault : nil
            }
            let image = "\(proxy.host)/\(repository):1"
            let run = try bench.build(
                ["--retries", "2", "--retry-delay", "10ms", "--provenance=false", "--no-cache"]
                    + (fault.pushes ? ["-t", image, "--push"] : ["-o", bench.path(repository)]),
                fault.pushes ? ImageBench.base + "RUN echo \(repository) > /made\n" : "FROM \(image)\nCOPY hello /\n",
                endsWith: fault.code)
            #expect(run.error.contains(fault.text), "\(run.error)")
            let retries = run.error.split(separator: "\n").filter { $0.hasPrefix("It is tried again in ") }
            #expect(retries.count == fault.retries, "\(run.error)")
            #expect(retries.allSatisfy { $0.hasSuffix("(transient)") }, "\(retries)")
            if fault.code == 75 {
                #expect(run.error.contains("exit code 75, after \(fault.retries + 1) tries\n"), "\(run.error)")
            }
            #expect(proxy.requests.contains { $0.method == fault.method && $0.target.contains(fault.target) })
            if fault.code == 0, fault.pushes { _ = try bench.registry.pull("1", repository) }
        }

        /// An image of two layers, one of them of some size, made by another daemon: the bench's has to fetch it.
        private func makeBase(_ bench: ImageBench, _ repository: String) throws {
            var number: UInt64 = 1
            let text = (0..<4000).map { _ in
                number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return String(number >> 16, radix: 36)
            }
            try bench.write(repository + text.joined(), to: "large")
            try bench.write("FROM scratch\nCOPY large /\nCOPY hello /\n", to: "Dockerfile")
            let run = try bench.sandbox.run([
                "image", "--state-dir", bench.path("state-of-base"), "--cache", "none", "--provenance=false", "--push",
                "-t", bench.image("\(repository):1"), bench.contextPath,
            ])
            #expect(try run.wait() == .exited(0), "\(run.error)")
        }
    }
}
