/// One message of a build's progress: what `buildctl build --progress=rawjson` and `--trace` write as a line of JSON
/// (`SolveStatus` in the client package of moby/buildkit).
package struct SolveStatus: Equatable, Sendable {
    /// A node of the build's graph: an instruction, a transfer, an export.
    package struct Vertex: Equatable, Sendable {
        package let digest: String
        package let inputs: [String]
        package let name: String
        package let started: Instant?
        package let completed: Instant?
        package let isCached: Bool
        package let error: String?
    }

    /// How far a transfer within a vertex is.
    package struct Transfer: Equatable, Sendable {
        package let id: String
        package let vertex: String
        package let name: String?
        /// In bytes where it counts something.
        package let current: Int
        /// Nothing where it is not known beforehand.
        package let total: Int?
        package let started: Instant?
        package let completed: Instant?
    }

    /// What a step printed: any bytes, not aligned to lines or characters.
    package struct Log: Equatable, Sendable {
        package let vertex: String
        /// 1 is standard output, 2 is standard error.
        package let stream: Int
        package let data: [UInt8]
        package let timestamp: Instant?
    }

    /// A finding of the checks that BuildKit makes of a Dockerfile.
    package struct Warning: Equatable, Hashable, Sendable {
        package let vertex: String
        package let level: Int
        /// The rule and the message, such as `FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)`.
        package let short: String
        package let detail: [String]
        package let url: String?
        package let file: String?
        /// The first and the last line of each place, from 1.
        package let ranges: [ClosedRange<Int>]
        /// The text of the first line of the first place.
        package let lineText: String?

        /// The name of the rule; nothing where the text does not begin with one.
        package var rule: String? {
            guard let colon = short.firstRange(of: ": ") else { return nil }
            let name = short[..<colon.lowerBound]
            return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber } ? String(name) : nil
        }
    }

    package let vertexes: [Vertex]
    package let transfers: [Transfer]
    package let logs: [Log]
    package let warnings: [Warning]
}

extension SolveStatus {
    /// - Parameter json: one line of the stream; fields that are not known are skipped.
    /// - Returns: nothing where the value is no such message.
    package init?(_ json: JSONValue) {
        guard let object = json.object,
            object.keys.contains(where: { ["vertexes", "statuses", "logs", "warnings"].contains($0) })
        else { return nil }
        vertexes = Self.elements(json["vertexes"]) { item in
            guard let digest = item["digest"]?.string else { return nil }
            return Vertex(
                digest: digest, inputs: item["inputs"]?.array?.compactMap(\.string) ?? [],
                name: item["name"]?.string ?? "", started: Self.time(item["started"]),
                completed: Self.time(item["completed"]), isCached: item["cached"]?.bool ?? false,
                error: item["error"]?.string.flatMap { $0.isEmpty ? nil : $0 })
        }
        transfers = Self.elements(json["statuses"]) { item in
            guard let id = item["id"]?.string, let vertex = item["vertex"]?.string else { return nil }
            return Transfer(
                id: id, vertex: vertex, name: item["name"]?.string, current: item["current"]?.integer ?? 0,
                total: item["total"]?.integer, started: Self.time(item["started"]),
                completed: Self.time(item["completed"]))
        }
        logs = Self.elements(json["logs"]) { item in
            guard let vertex = item["vertex"]?.string, let data = Base64.decoded(item["data"]?.string ?? "") else {
                return nil
            }
            return Log(
                vertex: vertex, stream: item["stream"]?.integer ?? 1, data: data,
                timestamp: Self.time(item["timestamp"]))
        }
        warnings = Self.elements(json["warnings"]) { item in
            guard let vertex = item["vertex"]?.string else { return nil }
            let ranges: [ClosedRange<Int>] = Self.elements(item["range"]) { range in
                guard let start = range["start"]?["line"]?.integer else { return nil }
                return start...max(start, range["end"]?["line"]?.integer ?? start)
            }
            return Warning(
                vertex: vertex, level: item["level"]?.integer ?? 1, short: Self.text(item["short"]),
                detail: item["detail"]?.array?.map { Self.text($0) } ?? [], url: item["url"]?.string,
                file: item["sourceInfo"]?["filename"]?.string,
                ranges: ranges, lineText: ranges.first.flatMap { Self.line($0.lowerBound, of: item["sourceInfo"]) })
        }
    }

    private static func elements<Element>(_ value: JSONValue?, _ element: (JSONValue) -> Element?) -> [Element] {
        value?.array?.compactMap(element) ?? []
    }

    private static func time(_ value: JSONValue?) -> Instant? { value?.string.flatMap { Instant(rfc3339: $0) } }

    /// - Parameter number: from 1.
    private static func line(_ number: Int, of source: JSONValue?) -> String? {
        let lines = text(source?["data"]).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? String(lines[number - 1]) : nil
    }

    /// Text in base64.
    private static func text(_ value: JSONValue?) -> String {
        String(decoding: Base64.decoded(value?.string ?? "") ?? [], as: UTF8.self)
    }
}
