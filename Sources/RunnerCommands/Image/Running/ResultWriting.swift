import BuildKit
import FileWriting
import LinuxProcess

extension ResultFiles {
    private var metadata: OutputFile? { metadataFile.map { OutputFile(option: "--metadata-file", path: $0) } }
    private var id: OutputFile? { iidFile.map { OutputFile(option: "--iidfile", path: $0) } }
    private var digest: OutputFile? { digestFile.map { OutputFile(option: "--digest-file", path: $0) } }

    /// Finds out before the build what cannot be written after it, and removes what an earlier build has left: as with
    /// Docker, who finds an id is not to take an older image for the one that could not be built.
    ///
    /// - Throws: `PlanError`.
    func prepare() throws(PlanError) {
        let files = [metadata, id, digest].compactMap(\.self)
        for file in files { try file.prepare() }
        for file in files { file.removeOld() }
    }

    /// Writes what was asked for.
    ///
    /// - Parameters:
    ///   - text: what the client wrote about the image; nothing where it made none.
    /// - Throws: `PlanError` for a file that cannot be written.
    func write(_ text: String?, _ metadata: BuildMetadata?) throws(PlanError) {
        // Docker's choice: the configuration is the image's id; an index has none, and then it is the index.
        let imageID = metadata?.configDigest ?? metadata?.digest
        for (file, content) in [
            (self.metadata, text ?? "{}\n"), (id, imageID ?? ""), (digest, metadata?.digest ?? ""),
        ] {
            guard let file else { continue }
            do throws(AtomicFile.Failure) { try file.write(content) } catch {
                throw PlanError(
                    code: .configuration,
                    message:
                        "\(file.option) \"\(file.path)\": \(SystemError.text(of: error.code)); the image is built, but "
                        + "name a file that can be written")
            }
        }
        if printsID, let imageID { writeAll("\(imageID)\n".utf8, to: 1) }
    }
}
