extension CommandGrammar {
    /// `buildkitd`, and the value of `BUILDKITD_FLAGS`.
    static let buildkitd = CommandGrammar(
        """
        config= debug trace root= addr= debugaddr= tlscert= tlskey= tlscacert= group= allow-insecure-entitlement= \
        oci-worker= oci-worker-no-process-sandbox oci-worker-snapshotter= oci-worker-net= oci-worker-platform= \
        oci-worker-gc oci-worker-gc-keepstorage= oci-worker-rootless oci-worker-labels= oci-cni-config-path= \
        containerd-worker= containerd-worker-addr= containerd-worker-net= rootless oci-max-parallelism= otel-socket-path= \
        registry-mirror= cdi-disabled cdi-spec-dir= log-format= help/h version/v
        """, style: .go)
}
