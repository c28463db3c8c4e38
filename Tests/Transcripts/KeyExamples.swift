/// What is typed for refusals that speak of the registry's keys and of its journal's entries.
extension ErrorExamples {
    static let keyExamples: [ErrorExample] = [
        ErrorExample("key-unreadable", "counterweight status --keys nowhere"),
        ErrorExample(
            "key-not-the-registrys",
            "counterweight init --data other --origin other.example --party x --name x --country GH --member y >init.txt",
            "counterweight status --keys other-keys"),
        ErrorExample("key-open-to-others", "chmod 640 other-keys/log.key", "counterweight status --data other"),
        ErrorExample(
            "issuer-key-not-named", "chmod 600 other-keys/log.key",
            "cp -p registry-keys/issuer.key other-keys/issuer.key",
            "counterweight status --data other"),
        ErrorExample("no-such-entry", "counterweight journal prove 9999 --out 9999.tlog-proof"),
        ErrorExample(
            "unknown-key", "counterweight key revoke did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"),
        ErrorExample(
            "key-stands",
            "counterweight key revoke $(counterweight journal trust | head -n 1)"),
        ErrorExample(
            "key-revoked-before", "old=$(counterweight journal trust | head -n 1)",
            "counterweight key rotate --cause compromised >rotated.txt", "counterweight key revoke $old"),
        ErrorExample(
            "issuer-is-its-key",
            "counterweight init --data named --party x --name x --country GH --member y >init.txt",
            "counterweight key rotate --data named --actor y@x"),
    ]
}
