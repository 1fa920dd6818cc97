/// Which processors' programs run here, natively or by an emulator.
package struct Emulation: Equatable, Sendable {
    /// A handler of binfmt_misc: a file in `/proc/sys/fs/binfmt_misc`.
    package struct Handler: Equatable, Sendable {
        package let name: String
        package let isEnabled: Bool
        package let interpreter: String

        package init(name: String, text: String) {
            self.name = name
            let lines = text.split(separator: "\n")
            isEnabled = lines.first == "enabled"
            interpreter = lines.first { $0.hasPrefix("interpreter ") }.map { String($0.dropFirst(12)) } ?? ""
        }
    }

    /// As `uname -m` says, such as `x86_64`.
    package var machine: String
    package var handlers: Known<[Handler]>
    /// The names of the programs `buildkit-qemu-…` on PATH, which `buildkitd` uses where binfmt_misc has no handler.
    package var bundled: Set<String>

    package init(machine: String, handlers: Known<[Handler]>, bundled: Set<String>) {
        self.machine = machine
        self.handlers = handlers
        self.bundled = bundled
    }

    /// How QEMU calls an OCI architecture, for those that BuildKit knows.
    static let emulators = [
        "amd64": "x86_64", "arm64": "aarch64", "arm": "arm", "386": "i386", "riscv64": "riscv64", "ppc64le": "ppc64le",
        "s390x": "s390x", "mips64": "mips64", "mips64le": "mips64el", "loong64": "loongarch64",
    ]

    /// The OCI architectures that a machine runs by itself.
    static let native = [
        "x86_64": ["amd64", "386"], "aarch64": ["arm64"], "armv7l": ["arm"], "armv6l": ["arm"], "i686": ["386"],
        "riscv64": ["riscv64"], "ppc64le": ["ppc64le"], "s390x": ["s390x"],
    ]

    /// A platform in full: an architecture alone is one of Linux, as in BuildKit.
    package static func platform(_ text: String) -> String {
        let text = text.lowercased()
        guard !text.contains("/") else { return text }
        let aliases = ["x86_64": "amd64", "aarch64": "arm64", "i386": "386", "armhf": "arm"]
        let architecture = aliases[text] ?? text
        return emulators[architecture] == nil ? text : "linux/\(architecture)"
    }
}
