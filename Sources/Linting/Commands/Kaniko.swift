extension CommandGrammar {
    /// `/kaniko/executor` (its last release, `cmd/executor/cmd/root.go`).
    static let kaniko = CommandGrammar(
        """
        context/c= context-sub-path= bucket/b= dockerfile/f= destination/d= no-push no-push-cache build-arg= label= target= \
        custom-platform/customPlatform= cache cache-repo= cache-dir= cache-ttl= cache-copy-layers cache-run-layers \
        compressed-caching compression= compression-level= digest-file= image-name-with-digest-file= \
        image-name-tag-with-digest-file= oci-layout-path= tar-path/tarPath= reproducible insecure insecure-registry= \
        insecure-pull skip-tls-verify skip-tls-verify-pull skip-tls-verify-registry= registry-certificate= \
        registry-client-cert= registry-mirror= registry-map= skip-default-registry-fallback push-retry= \
        image-download-retry= image-fs-extract-retry= push-ignore-immutable-tag-errors skip-push-permission-check \
        skip-unused-stages single-snapshot snapshot-mode/snapshotMode= use-new-run ignore-path= ignore-var-run \
        whitelist-var-run kaniko-dir= cleanup force force-build-metadata git= verbosity/v= log-format= log-timestamp \
        help/h
        """)
}
