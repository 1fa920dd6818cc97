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

    /// As BuildKit's client reads a secret: without a place it is the variable of the id's name, else that file.
    private static func value(of secret: String, _ environment: [String: String]) -> [String] {
        var fields: [String: String] = [:]
        for field in (try? CSVRecord.fields(secret)) ?? [] {
            guard let equals = field.firstIndex(of: "=") else { continue }
            fields[field[..<equals].lowercased()] = String(field[field.index(after: equals)...])
        }
        var path = fields["src"] ?? fields["source"]
        var variable = fields["env"]
        if fields["type"] == "env", variable == nil { (variable, path) = (path, nil) }
        if let variable, !variable.isEmpty { return environment[variable].map { [$0] } ?? [] }
        if path == nil || path == "" {
            guard let id = fields["id"], !id.isEmpty else { return [] }
            if let value = environment[id] { return [value] }
            path = id
        }
        return path.flatMap { readFile($0) }.map { [$0] } ?? []
    }
}
