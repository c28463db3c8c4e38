public import Storage

extension Registry {
    /// The spine's own tables.
    public static let migrations = [
        Migration(
            name: "m0001_registry",
            scripts: [
                .sqlite: String(decoding: PackageResources.m0001_registry_sqlite_sql, as: UTF8.self)
            ])
    ]
}
