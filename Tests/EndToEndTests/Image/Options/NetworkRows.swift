import Testing

extension OptionRow {
    /// The network of RUN instructions, and what the daemon has to allow.
    static let networks = [
        OptionRow("names in /etc/hosts", ["--add-host"]) { bench in
            let run = try bench.build(
                ["--add-host", "h1:10.1.2.3", "--add-host=h2=10.1.2.4", "--add-host", "h6:[2001:db8::1]"],
                ImageBench.base + "RUN echo $(busybox grep h /etc/hosts)\n")
            for (address, host) in [("10.1.2.3", "h1"), ("10.1.2.4", "h2"), ("2001:db8::1", "h6")] {
                #expect(run.error.contains("\(address) \(host)"), "\(run.error)")
            }
            let gateway = try bench.build(["--add-host", "h:host-gateway"], endsWith: 64)
            #expect(gateway.error.contains("write the host's address"))
        },
        OptionRow("the network of the steps", ["--network"]) { bench in
            let dockerfile =
                ImageBench.base
                + "RUN echo \"port $(busybox wget -q -O /dev/null http://127.0.0.1:\(bench.registry.port)/v2/ && echo open)\"\n"
            // Only with the daemon's own network does a step reach what listens on this machine's loopback interface.
            for (network, reaches) in [("none", false), ("host", true)] {
                let run = try bench.build(["--network", network, "--no-cache"], dockerfile)
                #expect(run.error.contains("port open") == reaches, "\(network): \(run.error)")
            }
            try bench.build(["--network=default"], dockerfile)
            let bridge = try bench.build(["--network", "bridge"], endsWith: 64)
            #expect(bridge.error.contains("BuildKit knows default, none and host"))
        },
        OptionRow("a step that wants more is allowed by the build and by the daemon", ["--allow"]) { bench in
            let dockerfile = ImageBench.base + "RUN --network=host echo allowed\n"
            #expect(try bench.build(["--allow", "network.host"], dockerfile).error.contains("allowed"))
            let refused = try bench.build(["--no-cache"], endsWith: 78)
            #expect(refused.error.contains("network.host is not allowed"), "\(refused.error)")
            let daemon = try bench.build(["--allow=security.insecure"], endsWith: 78)
            #expect(daemon.error.contains("--allow-insecure-entitlement=security.insecure"), "\(daemon.error)")
        },
    ]
}
