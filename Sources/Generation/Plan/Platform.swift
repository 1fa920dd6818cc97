/// A platform in the spelling of the OCI image specification, such as `linux/arm/v7`.
struct Platform: Equatable, Sendable {
    let os: String
    let architecture: String
    let variant: String?

    /// Nil for text that is none; a text with variables is none either, since jobs are made for each platform.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), parts.allSatisfy(Self.isPart) else { return nil }
        os = parts[0]
        architecture = parts[1]
        // As BuildKit normalises them (containerd's package `platforms`), since it is TARGETVARIANT that has to match.
        let written = parts.count == 3 ? parts[2] : nil
        variant =
            switch (architecture, written) {
            case ("arm64", "v8"), ("amd64", "v1"): nil
            case ("arm", nil): "v7"
            default: written
            }
    }

    private static func isPart(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }

    /// `linux-arm-v7`: part of the name of a job, a file or a stage of a Dockerfile.
    var name: String { [os, architecture, variant].compactMap(\.self).joined(separator: "-") }

    /// The machine that `uname -m` names, or that QEMU emulates, for the architecture (QEMU's names of its user-mode
    /// targets).
    var machine: String {
        switch architecture {
        case "amd64": "x86_64"
        case "arm64": "aarch64"
        case "386": "i386"
        case "loong64": "loongarch64"
        case "mips64le": "mips64el"
        default: architecture
        }
    }

    /// What `uname -m` says on machines that run the platform without help, as patterns of a shell's `case`.
    var nativeMachines: String {
        switch architecture {
        case "386": "i?86|x86_64"
        case "arm": "arm*|aarch64"
        case "riscv64", "s390x", "ppc64le": architecture
        default: machine
        }
    }
}
