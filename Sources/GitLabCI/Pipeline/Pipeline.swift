/// The jobs and stages of a configuration whose keywords are in order.
package struct Pipeline: Sendable {
    package let stages: Stages
    /// In the order in which they are written; the parts of a parallel job follow each other.
    package let jobs: [PipelineJob]
    private let indices: [String: Int]

    package func job(named name: String) -> PipelineJob? { indices[name].map { jobs[$0] } }

    init(stages: Stages, jobs: [PipelineJob]) {
        self.stages = stages
        var indices: [String: Int] = [:]
        indices.reserveCapacity(jobs.count)
        var unique: [PipelineJob] = []
        unique.reserveCapacity(jobs.count)
        for job in jobs {
            // Equal values in a matrix make equal names; the last job counts, at the place of the first.
            if let index = indices[job.name] {
                unique[index] = job
            } else {
                indices[job.name] = unique.count
                unique.append(job)
            }
        }
        self.jobs = unique
        self.indices = indices
    }
}
