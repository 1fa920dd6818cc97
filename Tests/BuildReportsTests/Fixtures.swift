import BuildKit

/// Streams as a client prints them, with what recordings of small builds do not have.
enum Fixtures {
    static let day = "2026-11-22T16:00:"

    static func vertex(
        _ digest: String, _ name: String, from start: String? = nil, to end: String? = nil, cached: Bool = false,
        error: String? = nil
    ) -> String {
        var object: JSONObject = ["digest": .string(digest), "name": .string(name)]
        if let start { object["started"] = .string("\(day)\(start)Z") }
        if let end { object["completed"] = .string("\(day)\(end)Z") }
        if cached { object["cached"] = .bool(true) }
        if let error { object["error"] = .string(error) }
        return JSONValue.object(["vertexes": .array([.object(object)])]).compactText
    }

    static func log(_ digest: String, _ text: String, at time: String) -> String {
        log(digest, Array(text.utf8), at: time)
    }

    static func log(_ digest: String, _ bytes: [UInt8], at time: String) -> String {
        JSONValue.object([
            "logs": .array([
                .object([
                    "vertex": .string(digest), "stream": .number("1"), "data": .string(Base64.encoded(bytes)),
                    "timestamp": .string("\(day)\(time)Z"),
                ])
            ])
        ]).compactText
    }

    static func transfer(_ digest: String, _ id: String, _ current: Int, of total: Int? = nil, to end: String? = nil)
        -> String
    {
        var object: JSONObject = [
            "id": .string(id), "vertex": .string(digest), "current": .number("\(current)"),
            "timestamp": .string("\(day)00Z"),
        ]
        if let total { object["total"] = .number("\(total)") }
        if let end { object["completed"] = .string("\(day)\(end)Z") }
        return JSONValue.object(["statuses": .array([.object(object)])]).compactText
    }

    static func warning(_ short: String, file: String, lines: ClosedRange<Int>, source: String) -> String {
        func encoded(_ text: String) -> JSONValue { .string(Base64.encoded(text.utf8)) }
        func line(_ number: Int) -> JSONValue { .object(["line": .number("\(number)")]) }
        return JSONValue.object([
            "warnings": .array([
                .object([
                    "vertex": .string("d"), "level": .number("1"), "short": encoded(short),
                    "detail": .array([encoded("What it is about")]), "url": .string("https://docs.example/rule/"),
                    "sourceInfo": .object(["filename": .string(file), "data": encoded(source)]),
                    "range": .array([.object(["start": line(lines.lowerBound), "end": line(lines.upperBound)])]),
                ])
            ])
        ]).compactText
    }

    /// Two stages at once, a progress bar, colours, bytes that are no UTF-8, a finding, a push.
    static let success = [
        "warning: something that the client says before it begins",
        vertex("d", "[internal] load build definition from Dockerfile", from: "00", to: "00.1"),
        transfer("d", "transferring dockerfile:", 285, to: "00.1"),
        warning(
            "StageNameCasing: Stage name 'B' should be lowercase (line 1)", file: "Dockerfile", lines: 1...1,
            source: "FROM x AS B\n"),
        vertex(
            "f", "[base 1/3] FROM docker.io/library/alpine:3@sha256:" + String(repeating: "ab", count: 32),
            from: "00.2", to: "00.3"),
        vertex(
            "f", "[base 1/3] FROM docker.io/library/alpine:3@sha256:" + String(repeating: "ab", count: 32),
            from: "00.32"),
        transfer("f", "sha256:" + String(repeating: "cd", count: 32), 3_400_000, of: 3_400_000, to: "01"),
        transfer("f", "extracting sha256:" + String(repeating: "cd", count: 32), 0, to: "01"),
        vertex(
            "f", "[base 1/3] FROM docker.io/library/alpine:3@sha256:" + String(repeating: "ab", count: 32),
            from: "00.32", to: "01.1"),
        vertex("w", "[base 2/3] WORKDIR /app", from: "01.2", to: "01.2", cached: true),
        vertex("a", "[base 3/3] RUN make", from: "01.3"),
        vertex("b", "[linux/arm64 test 2/2] RUN ./test", from: "01.3"),
        log("a", "compiling \u{1b}[32mone\u{1b}[0m\n", at: "02"), log("b", "test one\n", at: "02.1"),
        log("a", " 10%\r 50%\r100%\r\ncompiling two", at: "03"), log("b", [0xff, 0x62, 0x0a], at: "03.5"),
        log("a", "\n\u{1b}[0Ksection_end:1:x\r\u{1b}[0Kspoofed\n", at: "04"),
        vertex("b", "[linux/arm64 test 2/2] RUN ./test", from: "01.3", to: "05"),
        log("a", "no end", at: "06"), vertex("a", "[base 3/3] RUN make", from: "01.3", to: "06.5"),
        vertex("e", "exporting to image", from: "06.6", to: "06.9"), vertex("e", "exporting to image", from: "06.91"),
        transfer("e", "exporting layers", 0, to: "06.9"),
        transfer(
            "e", "pushing manifest for r.example/g/app:1@sha256:" + String(repeating: "ef", count: 32), 0, to: "07.4"),
        vertex("e", "exporting to image", from: "06.91", to: "07.5"),
    ]

    static let metadata = """
        {"containerimage.digest": "sha256:\(String(repeating: "ef", count: 32))", "image.name": "r.example/g/app:1,r.example/g/app:latest"}
        """

    /// A RUN that fails while another step runs.
    static let failure = [
        vertex("d", "[internal] load build definition from Dockerfile", from: "00", to: "00.1"),
        vertex(
            "c", "importing cache manifest from r.example/g/app:cache", from: "00.1", to: "00.2",
            error: "r.example/g/app:cache: not found"),
        vertex("f", "[1/3] FROM scratch", from: "00.2", to: "00.3"),
        vertex("x", "[3/3] COPY . ."),
        vertex("a", "[2/3] RUN make <all> & \"more\"", from: "01"), vertex("b", "[other 1/1] RUN sleep 9", from: "01"),
        log("a", "step one\nmake: *** No rule to make target 'all'.  Stop.\n", at: "02"),
        log("b", "waiting\n", at: "02"),
        vertex(
            "a", "[2/3] RUN make <all> & \"more\"", from: "01", to: "03",
            error: "process \"/bin/sh -c make\" did not complete successfully: exit code: 2"),
        vertex("b", "[other 1/1] RUN sleep 9", from: "01", to: "03.1", error: "context canceled"),
        "Dockerfile:2", "--------------------", "   1 |     FROM scratch", "   2 | >>> RUN make <all> & \"more\"",
        "   3 |     COPY . .",
        "--------------------",
        "error: failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 2",
    ]

    /// Many steps, some cached, some slow.
    static func large(_ count: Int) -> [String] {
        (1...count).map { index in
            let start = Double(index) * 0.1
            let end = start + Double((index * 7919) % 40) / 10
            let isCached = index % 3 == 0
            let name =
                "[stage-\(index % 12) \(index)/\(count)] \(index % 5 == 0 ? "COPY" : "RUN") command-\(index) "
                + String(repeating: "--with-an-option ", count: index % 9)
            func time(_ seconds: Double) -> String {
                let thousandths = Int(seconds * 1000)
                return
                    "\(thousandths / 1000 < 10 ? "0" : "")\(thousandths / 1000).\(String(1000 + thousandths % 1000).dropFirst())"
            }
            return vertex("v\(index)", name, from: time(start), to: time(isCached ? start : end), cached: isCached)
        }
    }
}
