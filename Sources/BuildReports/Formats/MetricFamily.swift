/// A family of gauges in OpenMetrics' text format (https://prometheus.io/docs/specs/om/open_metrics_spec/).
///
/// GitLab cuts a line at `#` and splits it at white space, so neither may stand in a label's value.
struct MetricFamily {
    let name: String
    let help: String
    /// The suffix of the name, where it has a unit.
    var unit: String?
    private var samples: [(labels: String, value: String)] = []

    init(_ name: String, unit: String? = nil, help: String) {
        self.name = name
        self.unit = unit
        self.help = help
    }

    /// Adds a sample; one with labels that were there already is dropped, since labels have to be unique.
    mutating func add(_ labels: [(name: String, value: String)], _ value: String) {
        let text = labels.filter { !$0.value.isEmpty }.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
            .joined(separator: ",")
        guard !samples.contains(where: { $0.labels == text }) else { return }
        samples.append((text, value))
    }

    var text: String {
        guard !samples.isEmpty else { return "" }
        let head = "# TYPE \(name) gauge\n" + (unit.map { "# UNIT \(name) \($0)\n" } ?? "") + "# HELP \(name) \(help)\n"
        return head
            + samples.map { name + ($0.labels.isEmpty ? "" : "{\($0.labels)}") + " \($0.value)\n" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "#",
                _ where scalar.properties.isWhitespace:
                result += "_"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
