import BuildKit
import LinuxProcess

extension ResultFiles {
    /// Writes what was asked for.
    ///
    /// - Parameters:
    ///   - text: what the client wrote about the image; nothing where it made none.
    /// - Throws: `PlanError` for a file that cannot be written.
    func write(_ text: String?, _ metadata: BuildMetadata?) throws(PlanError) {
        // Docker's choice: the configuration is the image's id; an index has none, and then it is the index.
        let id = metadata?.configDigest ?? metadata?.digest
        for (option, path, content) in [
            ("--metadata-file", metadataFile, text ?? "{}\n"), ("--iidfile", iidFile, id ?? ""),
            ("--digest-file", digestFile, metadata?.digest ?? ""),
        ] {
            guard let path else { continue }
            do throws(SystemError) { try AtomicFile.write(content.utf8, to: path) } catch {
                throw PlanError(
                    code: .configuration,
                    message:
                        "\(option) \"\(path)\": \(SystemError.text(of: error.code)); the image is built, but name a "
                        + "file that can be written")
            }
        }
        if printsID, let id { writeAll("\(id)\n".utf8, to: 1) }
    }
}
