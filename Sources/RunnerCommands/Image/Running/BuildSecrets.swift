import BuildKit
import LinuxProcess

/// The secrets that a build is given, so that they can be hidden in what it prints.
enum BuildSecrets {
    /// - Parameter arguments: those of the client: `--secret id=x,env=NAME`, `--secret=id=x,src=FILE`.
    static func values(in arguments: [String], environment: [String: String]) -> [String] {
        var values: [String] = []
        for (index, argument) in arguments.enumerated() {
            if argument == "--secret", index + 1 < arguments.count {
                values += value(of: arguments[index + 1], environment)
            } else if argument.hasPrefix("--secret=") {
                values += value(of: String(argument.dropFirst("--secret=".count)), environment)
            }
        }
        return values
    }

    private static func value(of secret: String, _ environment: [String: String]) -> [String] {
        var fields: [String: String] = [:]
        for field in (try? CSVRecord.fields(secret)) ?? [] {
            guard let equals = field.firstIndex(of: "=") else { continue }
            fields[String(field[..<equals])] = String(field[field.index(after: equals)...])
        }
        if let name = fields["env"] { return environment[name].map { [$0] } ?? [] }
        guard let path = fields["src"] ?? fields["source"] else {
            return fields["id"].flatMap { environment[$0] }.map { [$0] } ?? []
        }
        return readFile(path).map { [$0] } ?? []
    }
}
