import Glibc
import Synchronization

/// Work on many values at once, with a thread for each processor.
///
/// These are threads of the system and not tasks: the checks recurse over nested values, for which the stacks of Swift's
/// own pool are small.
enum ParallelMap {
    private static let stackSize = 8 * 1024 * 1024

    /// The results in the order of the items.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ transform: @escaping @Sendable (Item) -> Result
    ) -> [Result] {
        let workers = min(items.count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        guard workers > 1 else { return items.map(transform) }
        let work = Work(items, transform)
        // This thread works too, so that all is done even where the system gives us no other.
        let threads = (1..<workers).compactMap { _ in start { work.run() } }
        work.run()
        for thread in threads { pthread_join(thread, nil) }
        return work.results
    }

    private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        guard pthread_attr_setstacksize(&attributes, stackSize) == 0 else { return nil }
        let context = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { context in
                if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return nil
        }
        return thread
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private final class Work<Item: Sendable, Result: Sendable>: Sendable {
        private let items: [Item]
        private let transform: @Sendable (Item) -> Result
        private let next = Atomic(0)
        private let done = Mutex<[(index: Int, result: Result)]>([])

        init(_ items: [Item], _ transform: @escaping @Sendable (Item) -> Result) {
            self.items = items
            self.transform = transform
        }

        /// Takes items until none is left.
        func run() {
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < items.count else { return }
                let result = transform(items[index])
                done.withLock { $0.append((index, result)) }
            }
        }

        var results: [Result] { done.withLock { $0.sorted { $0.index < $1.index }.map(\.result) } }
    }
}
