/// The names of the commands. The parser would make them of the names of types, which takes it a tenth of the time of a start,
/// and read the help texts of all.
enum Verb: String, CaseIterable {
    case build, image, exec, wait, login, meta, doctor
}
