/// The clients of a run: which of them run, which wait for another try, how they have ended.
struct ClientLedger: Equatable, Sendable {
    private enum Life { case unborn, running, resting, ended }

    private var lives: [Life]
    private var gravest: (code: Int32, gravity: Int)?

    init(count: Int) { lives = Array(repeating: .unborn, count: count) }

    static func == (left: ClientLedger, right: ClientLedger) -> Bool {
        left.lives == right.lives && left.result == right.result
    }

    var isEmpty: Bool { lives.isEmpty }
    var running: [Int] { lives.indices.filter { lives[$0] == .running } }
    var resting: [Int] { lives.indices.filter { lives[$0] == .resting } }
    /// What the run ends with if it ends by its clients: the code of the gravest failure, of several the first.
    var result: Int32 { gravest?.code ?? 0 }
    var hasFailure: Bool { gravest != nil }

    func isRunning(_ client: Int) -> Bool { running.contains(client) }
    func isResting(_ client: Int) -> Bool { resting.contains(client) }

    /// - Returns: the clients, all of which now run.
    mutating func beginAll() -> [Int] {
        for client in lives.indices { lives[client] = .running }
        return Array(lives.indices)
    }

    mutating func begin(_ client: Int) { lives[client] = .running }

    /// The client has failed and will be tried again.
    mutating func rest(_ client: Int) { lives[client] = .resting }

    /// - Parameters:
    ///   - code: 0 for a success, and where the end was wanted.
    ///   - gravity: of a failure; the code of the gravest one is the run's.
    mutating func end(_ client: Int, code: Int32 = 0, gravity: Int = 0) {
        lives[client] = .ended
        if code != 0, gravity > gravest?.gravity ?? Int.min { gravest = (code, gravity) }
    }
}
