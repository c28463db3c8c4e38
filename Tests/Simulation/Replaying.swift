import Compensation
import Registry

extension World {
    /// What `check` finds; `nil` where journal, database, tree and evidence agree.
    func findings(against model: Model) async throws -> String? {
        guard let report = try await compensation?.check() else { return "the registry is closed" }
        guard report.findings.isEmpty else { return "check: \(report.findings)" }
        return nil
    }
}
