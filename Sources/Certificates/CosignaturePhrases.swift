import Primitives
public import TransparencyLog
public import Wording

extension Cosignature {
    /// When it was made, as its witness says: `27 November 2026, 14:03 UTC`; the bare seconds where no calendar of ours has the day.
    public func time(in language: Language) -> String {
        guard let number = Int32(exactly: seconds / 86_400), let day = Day(number: number) else { return "\(seconds)" }
        let minutes = seconds % 86_400 / 60
        func digits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(language.day(day)), \(digits(minutes / 60)):\(digits(minutes % 60)) UTC"
    }
}
