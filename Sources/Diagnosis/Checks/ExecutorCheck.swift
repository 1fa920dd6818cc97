extension HostCheck {
    static let executor = HostCheck(id: "executor", title: "what runs the job") { facts in
        facts.executor == .unknown
            ? .unknown(
                "what runs the job is not known, so that remedies are given for all", because: facts.executorReason)
            : .ok("the job runs in \(facts.executor.words): \(facts.executorReason)")
    }
}
