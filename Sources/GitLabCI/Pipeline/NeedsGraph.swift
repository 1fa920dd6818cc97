/// Jobs and the jobs that they need, to find circles.
package struct NeedsGraph: Sendable {
    package enum Circle: Hashable, Sendable {
        /// A job that needs itself.
        case itself(String)
        /// Jobs that need each other in the order in which GitLab meets them, and a way round.
        case jobs([String], path: [String])
    }

    private let names: [String]
    private let edges: [[Int]]
    /// How many of the names are jobs; the rest is only needed.
    private let jobCount: Int

    package init(_ jobs: [(name: String, needs: [String])]) {
        var indices: [String: Int] = [:]
        var names: [String] = []
        for job in jobs where indices[job.name] == nil {
            indices[job.name] = names.count
            names.append(job.name)
        }
        jobCount = names.count
        var edges = [[Int]](repeating: [], count: names.count)
        for job in jobs {
            guard let index = indices[job.name] else { continue }
            edges[index] = job.needs.map { need in
                if let known = indices[need] { return known }
                indices[need] = names.count
                names.append(need)
                edges.append([])
                return names.count - 1
            }
        }
        self.names = names
        self.edges = edges
    }

    private struct Frame {
        let node: Int
        var next = 0
        var lowest: Int
        let stackStart: Int
    }

    /// The first circle in the order in which Ruby's topological sort (Tarjan's algorithm) meets them.
    package func firstCircle() -> Circle? {
        var numbers = [Int](repeating: -1, count: names.count)
        var done = [Bool](repeating: false, count: names.count)
        var count = 0
        var stack: [Int] = []
        var frames: [Frame] = []

        func enter(_ node: Int) {
            numbers[node] = count
            frames.append(Frame(node: node, lowest: count, stackStart: stack.count))
            stack.append(node)
            count += 1
        }

        for root in 0..<jobCount where numbers[root] < 0 {
            enter(root)
            while var frame = frames.popLast() {
                if frame.next == 0, edges[frame.node].contains(frame.node) { return .itself(names[frame.node]) }
                if frame.next < edges[frame.node].count {
                    let child = edges[frame.node][frame.next]
                    frame.next += 1
                    if numbers[child] < 0 {
                        frames.append(frame)
                        enter(child)
                    } else {
                        if !done[child] { frame.lowest = min(frame.lowest, numbers[child]) }
                        frames.append(frame)
                    }
                    continue
                }
                if frame.lowest == numbers[frame.node] {
                    let component = Array(stack[frame.stackStart...])
                    if component.count > 1 { return .jobs(component.map { names[$0] }, path: path(in: component)) }
                    stack.removeSubrange(frame.stackStart...)
                    done[frame.node] = true
                }
                if let parent = frames.indices.last { frames[parent].lowest = min(frames[parent].lowest, frame.lowest) }
            }
        }
        return nil
    }

    /// A way from the first job of a component back to it, which ends with the name that it began with.
    private func path(in component: [Int]) -> [String] {
        let members = Set(component)
        guard let start = component.first else { return [] }
        var previous: [Int: Int] = [:]
        var queue = [start]
        var index = 0
        while index < queue.count {
            let node = queue[index]
            index += 1
            for child in edges[node] where members.contains(child) {
                if child == start {
                    var way = [start]
                    var step = node
                    while step != start, let before = previous[step] {
                        way.append(step)
                        step = before
                    }
                    return ([start] + way.reversed()).map { names[$0] }
                }
                if previous[child] == nil {
                    previous[child] = node
                    queue.append(child)
                }
            }
        }
        return []
    }
}
