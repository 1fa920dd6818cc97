/// The file `/etc/hosts` (hosts(5)), in which Docker writes the aliases of linked services and Kubernetes those of a pod.
struct HostsFile {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The first address that has the name, IPv4 before IPv6 as Go's resolver prefers it.
    func address(of name: String) -> String? {
        let name = name.lowercased()
        var found: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
            if fields.dropFirst().contains(where: { $0.lowercased() == name }) { found.append(String(fields[0])) }
        }
        return found.first { !$0.contains(":") } ?? found.first { !$0.contains("%") }
    }
}
