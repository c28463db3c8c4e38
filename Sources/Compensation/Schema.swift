import Registry
public import Storage

extension Compensation {
    /// The spine's tables and this trade's.
    public static let migrations =
        Registry.migrations + [
            Migration(
                name: "m0002_compensation",
                scripts: [.sqlite: String(decoding: PackageResources.m0002_compensation_sqlite_sql, as: UTF8.self)])
        ]
}
