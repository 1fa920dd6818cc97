import BuildKit
import Diagnosis
import Glibc
import LinuxProcess

/// Reads a job's log, which may be long, piece by piece.
struct LogReading {
    /// `-` is standard input.
    let path: String

    func report() throws(PlanError) -> LogReport {
        let raw = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard raw >= 0 else { throw failure(SystemError.text(of: errno)) }
        let file = Descriptor(owning: raw)
        var examination = LogExamination()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        reading: while true {
            // The library's function passes on any error.
            switch try? buffer.withUnsafeMutableBytes({ try file.read(into: $0) }) {
            case .bytes(let count): examination.receive(Array(buffer[..<count]))
            case .endOfFile: break reading
            case .wouldBlock, nil: throw failure(SystemError.text(of: errno))
            }
        }
        examination.finish()
        return LogReport(name: path == "-" ? "standard input" : path, examination)
    }

    private func failure(_ problem: String) -> PlanError {
        PlanError(code: .configuration, message: "--log \"\(path)\": \(problem); name a file that can be read, or -")
    }
}
