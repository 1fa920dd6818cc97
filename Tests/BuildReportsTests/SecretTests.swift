import BuildKit
import BuildReports
import Testing

/// No text that a person or a file gets holds a secret, wherever the build puts it.
@Suite struct SecretTests {
    private static let secrets = [
        "hunter2-hunter2", "s3cr3t/with+signs==", "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n",
        "päss-wörd-ünïcode",
    ]
    private static let parts = secrets.flatMap { $0.split(separator: "\n") }.map(String.init)
    private static let mask = SecretMask(
        environment: ["DEPLOY_TOKEN": secrets[0], "CI_COMMIT_SHA": "0123456789"], secrets: Array(secrets.dropFirst()))

    private static func everything(_ lines: [String], chunk: Int) -> [String] {
        var recording = Recording(lines: lines)
        recording.build = ObservedBuild(
            index: 0, name: "app \(secrets[0])", tags: ["r.example/\(secrets[0]):1"],
            dockerfile: "D/\(secrets[0])/Dockerfile")
        recording.shown = ShownText(mask: mask)
        var texts = [recording.console(chunk: chunk)]
        recording.sections = false
        texts.append(recording.console(chunk: chunk))
        let project = GitLabProject(environment: ["CI_PROJECT_URL": "https://gitlab.example/g/p"])
        return texts + Formats.all.map { $0.render([recording.record], for: project).text }
    }

    @Test func secretsOfAllPlacesAreHidden() {
        for secret in Self.parts {
            let half = secret.index(secret.startIndex, offsetBy: secret.count / 2)
            let lines = [
                "client says \(secret)", Fixtures.vertex("a", "[1/2] RUN echo \(secret)", from: "00"),
                Fixtures.log("a", "leak \(secret) \(secret)\n\(secret[..<half])", at: "01"),
                Fixtures.log("a", "\(secret[half...])\n", at: "01"),
                Fixtures.log("a", "\(secret[..<half])\u{1b}[31m\(secret[half...])\n", at: "01"),
                Fixtures.log("a", String(repeating: "x", count: LogLines.longest - 5) + secret + "\n", at: "01"),
                Fixtures.transfer("a", "pushing manifest for r.example/\(secret):1@sha256:0", 0, to: "01"),
                Fixtures.warning(
                    "SomeRule: \(secret) (line 1)", file: "Dockerfile", lines: 1...1, source: "ENV T=\(secret)\n"),
                Fixtures.log("a", "unfinished \(secret)", at: "01"),
                Fixtures.vertex(
                    "a", "[1/2] RUN echo \(secret)", from: "00", to: "02", error: "process \"\(secret)\" failed"),
                "\(secret):1", "--------------------", "   1 | >>> ENV T=\(secret)", "--------------------",
                "error: process \"\(secret)\" failed",
            ]
            for chunk in [13, 100_000] {
                for text in Self.everything(lines, chunk: chunk) {
                    #expect(Self.parts.allSatisfy { !text.contains($0) }, "\(secret): \(text)")
                }
            }
        }
    }

    @Test func theBeginningOfASecretAtACutIsHiddenToo() {
        let line = LogLines.Line(text: "key: hunter2-hun", isCut: true)
        #expect(ShownText(mask: Self.mask).line(line) == "key: [MASKED] […]")
        #expect(ShownText(mask: Self.mask).line(.init(text: "key: hunter2-hun", isCut: false)) == "key: hunter2-hun")
    }
}
