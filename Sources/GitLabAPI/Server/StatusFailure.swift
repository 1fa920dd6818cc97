import FoundationEssentials

/// Puts the statuses of GitLab's API into words.
struct StatusFailure {
    let request: HTTPRequest
    let response: HTTPResponse
    let server: WebAddress

    var failure: ServerFailure {
        let place = request.address.withoutSecrets.shown
        let answer = detail.isEmpty ? "\(response.status)" : "\(response.status) (\(detail))"
        switch response.status {
        case 401: return ServerFailure(.unauthorized, "\(place) answers \(answer); \(tokenAdvice)")
        case 403: return ServerFailure(.unauthorized, "\(place) answers \(answer); \(tokenAdvice)")
        case 404: return notFound(place, answer)
        case 429:
            let wait = response.retryAfter.map { "; it asks to wait \($0) s" } ?? ""
            return ServerFailure(.rateLimited, "\(place) answers \(answer)\(wait); try again later")
        case 500...: return ServerFailure(.server, "\(place) answers \(answer); try again later")
        default: return ServerFailure(.answer, "\(place) answers \(answer), which was not expected")
        }
    }

    private func notFound(_ place: String, _ answer: String) -> ServerFailure {
        let said = detail.lowercased()
        // The API names what it did not find: "404 Commit Not Found".
        if said.contains("commit not found") || said.contains("reference") {
            return ServerFailure(.referenceNotFound, "\(place) answers \(answer); check the branch, tag or commit")
        }
        if said.contains("file not found") {
            return ServerFailure(.fileNotFound, "\(place) answers \(answer); check the path of the file")
        }
        guard said.contains("project not found") else {
            return ServerFailure(.notFound, "\(place) answers \(answer); check the address of the server")
        }
        return ServerFailure(
            .projectNotFound,
            "\(place) answers \(answer): there is no such project, or no access to it; check the path, or \(tokenAdvice)"
        )
    }

    private var tokenAdvice: String {
        if response.lostToken {
            return "the redirect led to another server, which gets no token; give the final address as --gitlab-url"
        }
        switch request.token?.kind {
        case .personal?: return "see that the token in GITLAB_TOKEN is valid and has the scope read_api (api for lint)"
        case .job?:
            return "a job token reads little: allow this project in the other one's job token settings, "
                + "or set GITLAB_TOKEN to a token with the scope read_api"
        case nil: return "set GITLAB_TOKEN to a token with the scope read_api"
        }
    }

    /// What the server says: `message`, `error_description` or `error` of a JSON object.
    private var detail: String {
        struct Answer: Decodable {
            let message: String?
            let error: String?
            let error_description: String?
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)) else { return "" }
        let text = answer.message ?? answer.error_description ?? answer.error ?? ""
        let clean = SecretFilter(request).clean(text)
        let status = "\(response.status) "
        return clean.hasPrefix(status) ? String(clean.dropFirst(status.count)) : clean
    }
}
