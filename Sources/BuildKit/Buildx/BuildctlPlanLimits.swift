extension BuildctlPlanBuilder {
    /// Memory, processors and other limits of RUN instructions.
    mutating func addLimits() throws(BuildxError) {
        if let size = request.last(.shmSize) { opt("shm-size", try Self.bytes(size, "--shm-size")) }
        let ulimits = request.all(.ulimit)
        if !ulimits.isEmpty {
            for ulimit in ulimits {
                let (name, value) = Self.pair(ulimit)
                let numbers = (value ?? "").split(separator: ":", omittingEmptySubsequences: false)
                guard !name.isEmpty, (1...2).contains(numbers.count), numbers.allSatisfy({ Int($0) != nil }) else {
                    throw BuildxError("--ulimit \"\(ulimit)\" is malformed; write name=soft or name=soft:hard")
                }
            }
            opt("ulimit", ulimits.joined(separator: ","))
        }
        if let parent = request.last(.cgroupParent) { opt("cgroup-parent", parent) }
        for (field, name) in Self.resources {
            if let value = request.last(field) { try addResource(name, value, of: "--\(name)") }
        }
        for text in request.all(.resource) {
            for field in try Self.fields(text, of: "--resource") {
                guard case (let name, let value?) = Self.pair(field), Self.resources.contains(where: { $0.1 == name })
                else {
                    throw BuildxError(
                        "--resource \"\(field)\" is unknown; write \(Self.resources.map(\.1).joined(separator: ", ")) with =value"
                    )
                }
                try addResource(name, value, of: "--resource \(name)")
            }
        }
    }

    private static let resources: [(BuildxOption.Field, String)] = [
        (.memory, "memory"), (.memorySwap, "memory-swap"), (.cpuShares, "cpu-shares"), (.cpuPeriod, "cpu-period"),
        (.cpuQuota, "cpu-quota"), (.cpusetCPUs, "cpuset-cpus"), (.cpusetMems, "cpuset-mems"),
    ]

    private mutating func addResource(_ name: String, _ value: String, of option: String) throws(BuildxError) {
        // BuildKit's names are Docker's without the hyphen.
        let key = name == "memory-swap" ? "memswap" : name.replacing("-", with: "")
        switch name {
        case "memory-swap" where value == "-1": opt(key, value)
        case "memory", "memory-swap": opt(key, try Self.bytes(value, option))
        case "cpu-shares", "cpu-period", "cpu-quota":
            guard Int(value) != nil else { throw BuildxError("\(option) is \"\(value)\"; write a whole number") }
            opt(key, value)
        default: opt(key, value)
        }
    }

    private static func bytes(_ text: String, _ option: String) throws(BuildxError) -> String {
        guard let bytes = ByteSize.bytes(text) else {
            throw BuildxError("\(option) is \"\(text)\", which is no size; write bytes, or a number with k, m or g")
        }
        return String(bytes)
    }

    /// The network of RUN instructions, names in `/etc/hosts`, entitlements.
    mutating func addNetwork() throws(BuildxError) {
        var entitlements = request.list(.allow)
        switch request.last(.network) {
        case nil, "default": break
        case "none": opt("force-network-mode", "none")
        case "host":
            opt("force-network-mode", "host")
            if !entitlements.contains("network.host") { entitlements.append("network.host") }
            notes.append(
                "--network host needs a daemon with --allow-insecure-entitlement=network.host in BUILDKITD_FLAGS")
        case let network?:
            throw BuildxError("--network \"\(network)\" is not possible; BuildKit knows default, none and host")
        }
        var hosts: [String] = []
        for text in request.all(.addHost) {
            guard let separator = text.firstIndex(of: "=") ?? text.firstIndex(of: ":") else {
                throw BuildxError("--add-host \"\(text)\" has no address; write host=address")
            }
            let host = text[..<separator]
            var address = text[text.index(after: separator)...]
            if address.hasPrefix("["), address.hasSuffix("]") { address = address.dropFirst().dropLast() }
            guard address != "host-gateway" else {
                throw BuildxError("--add-host \"\(text)\": BuildKit has no host-gateway; write the host's address")
            }
            guard !host.isEmpty, !address.isEmpty else {
                throw BuildxError("--add-host \"\(text)\" is malformed; write host=address")
            }
            hosts.append("\(host)=\(address)")
        }
        if !hosts.isEmpty { opt("add-hosts", hosts.joined(separator: ",")) }
        for entitlement in entitlements { add("--allow", entitlement) }
    }

    /// Provenance and SBOM. Buildx adds a short provenance by itself unless it is told otherwise; buildctl adds none.
    mutating func addAttestations() throws(BuildxError) {
        var attestations: [(type: String, attributes: String?)] = []
        func set(_ type: String, _ attributes: String?) {
            attestations.removeAll { $0.type == type }
            attestations.append((type, attributes))
        }
        for text in request.all(.attest) {
            var fields = try Self.fields(text, of: "--attest")
            guard let place = fields.firstIndex(where: { $0.hasPrefix("type=") }) else {
                throw BuildxError("--attest \"\(text)\" has no type; write type=sbom or type=provenance,mode=max")
            }
            let type = String(fields.remove(at: place).dropFirst(5))
            let isDisabled = fields.contains { $0 == "disabled=true" || $0 == "disabled=1" }
            fields.removeAll { $0.hasPrefix("disabled=") }
            set(type, isDisabled ? nil : CSVRecord.joined(fields))
        }
        for (field, type) in [(BuildxOption.Field.provenance, "provenance"), (.sbom, "sbom")] {
            guard let value = request.last(field) else { continue }
            switch BuildxArguments.boolean(value) {
            case true?: set(type, type == "provenance" ? "mode=min" : "")
            case false?: set(type, nil)
            case nil: set(type, value)
            }
        }
        let isOff = BuildxArguments.boolean(environment.variables["BUILDX_NO_DEFAULT_ATTESTATIONS"] ?? "") == true
        if !attestations.contains(where: { $0.type == "provenance" }), !isOff, try method() == nil {
            set("provenance", "mode=min,inline-only=true")
        }
        for (type, attributes) in attestations {
            guard let attributes else { continue }
            opt("attest:\(type)", attributes)
            // What each of them holds is not known here: all that are kept off the command line have a secret in them.
            if type == "provenance", attributes.contains("mode=max"), !variables.isEmpty {
                notes.append(
                    "the provenance records the values of \(variables.keys.sorted().joined(separator: ", ")), which hold a "
                        + "secret, in the image; write --provenance=mode=min")
            }
        }
    }
}
