extension CommandGrammar {
    /// `buildkitd`, and the value of `BUILDKITD_FLAGS`.
    static let buildkitd = CommandGrammar(
        """
        config= debug trace root= addr= debugaddr= tlscert= tlskey= tlscacert= group= allow-insecure-entitlement= \
        oci-worker= oci-worker-no-process-sandbox oci-worker-snapshotter= oci-worker-proxy-snapshotter-path= \
        oci-worker-net= oci-worker-platform= oci-worker-binary= oci-worker-apparmor-profile= oci-worker-selinux \
        oci-worker-gc oci-worker-gc-keepstorage= oci-worker-rootless oci-worker-labels= oci-cni-config-path= \
        oci-cni-binary-dir= oci-cni-pool-size= oci-max-parallelism= containerd-worker= containerd-worker-addr= \
        containerd-worker-labels= containerd-worker-net= containerd-worker-snapshotter= \
        containerd-worker-apparmor-profile= containerd-worker-selinux containerd-worker-rootless \
        containerd-worker-gc containerd-worker-gc-keepstorage= containerd-cni-config-path= containerd-cni-binary-dir= \
        containerd-cni-pool-size= containerd-max-parallelism= rootless otel-socket-path= registry-mirror= \
        cdi-disabled cdi-spec-dir= log-format= log-level= proxy-network save-cache-debug help/h version/v
        """, style: .go)
}
