import Glibc

/// What a directory holds.
enum DirectoryListing {
    struct Entry {
        let name: String
        /// Whether it is a directory itself; a symbolic link to one is not.
        let isDirectory: Bool
    }

    /// The entries in the order of the system, without `.` and `..`; nil when the directory cannot be read.
    static func entries(of directory: String) -> [Entry]? {
        guard let handle = opendir(directory) else { return nil }
        defer { closedir(handle) }
        var found: [Entry] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            if name == "." || name == ".." { continue }
            var status = stat()
            guard lstat(directory + "/" + name, &status) == 0 else { continue }
            found.append(Entry(name: name, isDirectory: status.st_mode & S_IFMT == S_IFDIR))
        }
        return found
    }
}
