/// The user of the job in `/etc/passwd`, and the ids that belong to it by `/etc/subuid` and `/etc/subgid` (subuid(5)).
package enum UserDatabase {
    /// The name of a user in the text of `/etc/passwd`.
    package static func name(of id: UInt32, in passwd: String) -> String? {
        for line in passwd.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 2, UInt32(fields[2]) == id { return String(fields[0]) }
        }
        return nil
    }

    /// How many subordinate ids a user has: ranges may be given by name or by number.
    ///
    /// - Parameter text: that of `/etc/subuid` or `/etc/subgid`.
    package static func subordinateIDs(of id: UInt32, named name: String?, in text: String) -> Int {
        var count = 0
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count == 3, let size = Int(fields[2]), size > 0 else { continue }
            if fields[0] == "\(id)" || name.map({ fields[0] == $0 }) ?? false { count += min(size, 1 << 40) }
        }
        return count
    }

    /// Whether subordinate ids may also come from elsewhere, such as a directory server: `subid: sss` in
    /// `/etc/nsswitch.conf`.
    package static func subordinateIDsComeFromElsewhere(nsswitch: String) -> Bool {
        for line in nsswitch.split(separator: "\n") {
            let fields = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
            if fields.first == "subid:" { return fields.dropFirst().contains { $0 != "files" } }
        }
        return false
    }
}
