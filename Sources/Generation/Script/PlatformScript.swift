import BuildRequests
import YAMLTree

/// The check that foreign platforms can be built, before the build fails in its first RUN with `exec format error`.
enum PlatformScript {
    static func item(for image: ImagePlan, in plan: Plan) -> YAMLValue.Item? {
        let platforms = image.inputs.platforms.compactMap(Platform.init)
        guard !image.isNative, !platforms.isEmpty else { return nil }
        switch plan.builder.connection {
        case .daemonless: return .init(.scalar(inJob(platforms)), comment: whyInJob)
        // The service runs the public image, which brings emulators for all the platforms that BuildKit knows.
        case .service: return nil
        case .address, .pod: return .init(.scalar(elsewhere(platforms, plan)), comment: whyElsewhere)
        }
    }

    private static let whyInJob =
        "A platform that is not the machine's own needs an emulator: buildkit-qemu-* of the moby/buildkit image, or a"
        + " handler that the host has registered (tonistiigi/binfmt)."

    private static let whyElsewhere =
        "What the builder runs by itself; emulators in its image are not listed, so this only warns."

    private static func inJob(_ platforms: [Platform]) -> String {
        var lines = ["missing="]
        for platform in platforms {
            let machine = platform.machine
            lines += [
                "case $(uname -m) in",
                "  \(platform.nativeMachines)) ;;",
                "  *) command -v buildkit-qemu-\(machine) > /dev/null ||",
                "    grep -qs '^enabled' /proc/sys/fs/binfmt_misc/qemu-\(machine) || missing=\"$missing \(machine)\" ;;",
                "esac",
            ]
        }
        lines += [
            "if [ -n \"$missing\" ]; then",
            "  echo \"No emulator for$missing. Use the moby/buildkit image, register handlers on the host by\" \\",
            "    \"'docker run --privileged --rm tonistiigi/binfmt --install all', or build natively.\" >&2",
            "  exit 78",
            "fi",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func elsewhere(_ platforms: [Platform], _ plan: Plan) -> String {
        var lines = ["workers=$(buildctl\(Client.tlsOptions(plan.builder)) debug workers --verbose)"]
        for platform in platforms.map({
            [$0.os, $0.architecture, $0.variant].compactMap(\.self).joined(separator: "/")
        }) {
            lines += [
                "case $workers in", "  *\(platform)*) ;;",
                "  *) echo \"The builder does not list \(platform); its RUN steps need an emulator there.\" >&2 ;;",
                "esac",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
