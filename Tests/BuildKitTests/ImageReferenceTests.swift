import Testing

@testable import BuildKit

/// The grammar of image references, by the cases at which implementations differ.
struct ImageReferenceTests {
    @Test(arguments: [
        ("alpine", "docker.io/library/alpine"),
        ("alpine:3.22", "docker.io/library/alpine:3.22"),
        ("moby/buildkit:v0.26.2-rootless", "docker.io/moby/buildkit:v0.26.2-rootless"),
        ("index.docker.io/moby/buildkit", "docker.io/moby/buildkit"),
        ("localhost/app", "localhost/app"),
        ("localhost:5000/app:1", "localhost:5000/app:1"),
        ("127.0.0.1:5000/group/app", "127.0.0.1:5000/group/app"),
        ("[::1]:5000/app", "[::1]:5000/app"),
        ("registry.example.com:5050/g/p/app:a_b.c-d", "registry.example.com:5050/g/p/app:a_b.c-d"),
        ("Registry/app", "Registry/app"),
        ("xn--bcher-kva.example/app", "xn--bcher-kva.example/app"),
        ("a__b/c---d/e.f_g", "docker.io/a__b/c---d/e.f_g"),
        ("a:_", "docker.io/library/a:_"),
        (
            "r.example/a:t@sha256:" + String(repeating: "0a", count: 32),
            "r.example/a:t@sha256:" + String(repeating: "0a", count: 32)
        ),
    ])
    func `is read and completed`(text: String, full: String) throws {
        #expect(try ImageReference(text).description == full)
    }

    @Test(
        arguments: [
            ("", .empty),
            (":tag", .empty),
            ("/app", .path("")),
            ("a//b", .path("")),
            ("a/", .path("")),
            ("App", .path("App")),
            ("group/App", .path("App")),
            ("a..b/c", .registry("a..b")),
            ("group/a..b", .path("a..b")),
            ("group/a___b", .path("a___b")),
            ("group/-a", .path("-a")),
            ("group/a-", .path("a-")),
            ("group/a.-b", .path("a.-b")),
            ("group/ä", .path("ä")),
            ("a b", .path("a b")),
            ("a:", .tag("")),
            ("a:-b", .tag("-b")),
            ("a:.b", .tag(".b")),
            ("a:b/c", .registry("a:b")),
            ("a:b c", .tag("b c")),
            ("a:" + String(repeating: "t", count: 129), .tag(String(repeating: "t", count: 129))),
            ("r.example:port/a", .registry("r.example:port")),
            ("r.example:99999/a", .registry("r.example:99999")),
            ("-r.example/a", .registry("-r.example")),
            ("https://r.example/a", .registry("https:")),
            ("a@sha256:00", .digest("sha256:00")),
            ("a@" + String(repeating: "0", count: 64), .digest(String(repeating: "0", count: 64))),
            (
                "a@sha256:" + String(repeating: "0A", count: 32),
                .digest("sha256:" + String(repeating: "0A", count: 32))
            ),
            (String(repeating: "0", count: 64), .identifier),
            ("r.example/" + String(repeating: "a", count: 256), .tooLong),
        ] as [(String, ImageReference.Malformed)])
    func `is refused for the rule that it breaks`(text: String, problem: ImageReference.Malformed) {
        #expect(throws: problem) { try ImageReference(text) }
    }

    @Test func `keeps its limits`() throws {
        #expect(try ImageReference("r.example/" + String(repeating: "a", count: 255)).repository.count == 255)
        #expect(ImageReference.isTag(String(repeating: "t", count: 128)))
    }
}
