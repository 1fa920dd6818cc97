import Glibc
import LinuxProcess
import Supervision

/// An authority, and certificates of it for a daemon at 127.0.0.1 and its clients; made by openssl, valid for two days.
struct Certificates {
    private let directory: String

    /// What `--tlsdir` names: ca.pem, cert.pem and key.pem of a client.
    var clientDirectory: String { "\(directory)/client" }

    /// The variables of type File that generated jobs read, which hold paths in the job.
    var clientVariables: [String: String] {
        [
            "BUILDKIT_TLS_CA": "\(clientDirectory)/ca.pem", "BUILDKIT_TLS_CERT": "\(clientDirectory)/cert.pem",
            "BUILDKIT_TLS_KEY": "\(clientDirectory)/key.pem",
        ]
    }

    /// The authority that signed the server's certificate.
    var authority: String { "\(directory)/ca.pem" }

    /// For the `http` map in a registry's configuration.
    var registryEntry: String {
        ", tls: {certificate: \"\(directory)/server/cert.pem\", key: \"\(directory)/server/key.pem\"}"
    }

    /// Of `openssl s_server`.
    var opensslFlags: [String] { ["-cert", "\(directory)/server/cert.pem", "-key", "\(directory)/server/key.pem"] }

    var serverFlags: [String] {
        [
            "--tlscacert=\(directory)/server/ca.pem", "--tlscert=\(directory)/server/cert.pem",
            "--tlskey=\(directory)/server/key.pem",
        ]
    }

    init(in sandbox: Sandbox, names: String = "DNS:localhost,IP:127.0.0.1") throws {
        directory = "\(sandbox.home)/certificates"
        let openssl = try Tools.require("openssl")
        let script = """
            set -e
            mkdir -p "$1/server" "$1/client"; cd "$1"
            key='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
            "$0" req -x509 $key -keyout ca.key -out ca.pem -days 2 -subj /CN=authority
            sign() {
              "$0" req $key -keyout "$1/key.pem" -out "$1.csr" -subj "/CN=$1"
              echo "$2" > "$1.ext"
              "$0" x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile "$1.ext" \
                -out "$1/cert.pem"
              cp ca.pem "$1/ca.pem"
            }
            sign server "subjectAltName=$2"
            sign client extendedKeyUsage=clientAuth
            """
        let run = try sandbox.start([try Tools.require("sh"), "-c", script, openssl, directory, names])
        guard try run.wait() == .exited(0) else { throw TimedOut(description: "openssl: \(run.error)") }
    }
}
