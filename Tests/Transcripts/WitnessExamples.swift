/// What is typed for refusals that speak of witnesses.
extension ErrorExamples {
    private static let one = "witness.example/w1+bca70b3c+BCvCgAszFuAJIJ/9dX2rGczwroS8eukGVOHoFxLScPZT"
    private static let two = "witness.example/w2+312311e5+BAb4+uo7X2l2kbbQY6B7pP+vHs6aHUc8WIVlIxzcjlnM"
    /// A line in the first one's name, with zeros where its signature would be.
    private static let forged = "— witness.example/w1 vKcLPAAAAAAAAAAB\(String(repeating: "A", count: 86))=="

    static let witnessExamples: [ErrorExample] = [
        ErrorExample("witness-bad-key", "counterweight journal witness add w1"),
        ErrorExample("witness-bad-address", "counterweight journal witness add \(one) witness.example"),
        ErrorExample("witness-no-witness", "counterweight journal submit"),
        ErrorExample("witness-unknown-witness", "counterweight journal witness remove witness.example/w1"),
        ErrorExample(
            "witness-already-recorded", "counterweight journal witness add \(one) >init.txt",
            "counterweight journal witness add \(one)"),
        ErrorExample("witness-no-address", "counterweight journal submit"),
        ErrorExample(
            "witness-nothing-asked", "printf '%s\\n' '\(forged)' >forged.txt",
            "counterweight journal submit --answer forged.txt"),
        ErrorExample(
            "witness-not-cosigned", "counterweight journal submit --request ask.txt >init.txt",
            "counterweight journal submit --answer forged.txt"),
        ErrorExample("witness-no-answer", "counterweight journal submit --answer phones/PO-4711.csv"),
        ErrorExample("witness-other-size", "printf '5\\n' >size.txt", "counterweight journal submit --answer size.txt"),
        ErrorExample(
            "witness-ahead", "printf '1000000\\n' >size.txt",
            "counterweight journal submit --answer size.txt >init.txt 2>&1 || true",
            "counterweight journal submit --request again.txt"),
        ErrorExample(
            "witness-which-witness", "counterweight journal witness add \(two) >init.txt",
            "counterweight journal submit --request again.txt"),
    ]
}
