import BuildKit

/// The images that a call of `image` asks for.
struct ImageRequests {
    private let line: ImageCommandLine
    private let machine: Machine

    init(_ line: ImageCommandLine, machine: Machine) {
        self.line = line
        self.machine = machine
    }

    /// - Throws: `PlanError` for options that cannot be done.
    func requests() throws(PlanError) -> [ImageRequest] {
        do throws(BuildxError) {
            return [
                ImageRequest(
                    docker: try BuildxArguments(line.dockerWords), cache: line.options.cache.request,
                    digestFile: line.options.digestFile, takesMetadata: !line.options.noMeta)
            ]
        } catch {
            throw PlanError(code: .usage, message: error.description)
        }
    }
}
