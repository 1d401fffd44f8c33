package guichet.keystore.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The vault's own tables, and the steps that bring everyone's to this program's version.
final class VaultSchema {
    private static final String VERSIONS = """
            CREATE TABLE schema_version (
              module TEXT NOT NULL PRIMARY KEY,
              number INTEGER NOT NULL
            ) STRICT;
            """;
    private static final Schema OWN = new Schema("vault", List.of("""
            CREATE TABLE vault_slot (
              id TEXT NOT NULL PRIMARY KEY,
              kind TEXT NOT NULL CHECK (kind IN ('passphrase', 'recovery'))
            ) STRICT;
            """));

    private final Map<String, Schema> modules = new LinkedHashMap<>();

    /// @param schemas in the order in which they are made
    VaultSchema(List<Schema> schemas) {
        modules.put(OWN.module(), OWN);
        for (Schema schema : schemas) {
            if (modules.put(schema.module(), schema) != null) {
                throw new IllegalArgumentException("two schemas of one module");
            }
        }
    }

    /// Into an empty database, within the transaction that is open.
    void make(Session session, Tx tx) throws VaultException {
        session.run(VERSIONS);
        migrate(session, tx);
    }

    /// A module that a newer program has brought further than this one can.
    Optional<Unlock.TooNew> newer(Tx tx) throws VaultException {
        for (var found : versions(tx).entrySet()) {
            Schema known = modules.get(found.getKey());
            if (known != null && found.getValue() > known.version()) {
                return Optional.of(new Unlock.TooNew(found.getKey(), found.getValue()));
            }
        }
        return Optional.empty();
    }

    boolean isOlder(Tx tx) throws VaultException {
        Map<String, Long> found = versions(tx);
        return modules.values().stream()
                .anyMatch(schema -> found.getOrDefault(schema.module(), 0L) < schema.version());
    }

    /// All or nothing, within the transaction that is open.
    void migrate(Session session, Tx tx) throws VaultException {
        Map<String, Long> found = versions(tx);
        for (Schema schema : modules.values()) {
            int from = found.getOrDefault(schema.module(), 0L).intValue();
            for (int next = from; next < schema.version(); next++) {
                session.run(schema.migrations().get(next));
            }
            if (from < schema.version()) {
                tx.update("""
                        INSERT INTO schema_version (module, number) VALUES (?, ?)
                        ON CONFLICT (module) DO UPDATE SET number = excluded.number""", schema.module(),
                        schema.version());
            }
        }
    }

    /// Whether this is a vault's database at all.
    static boolean isThere(Tx tx) throws VaultException {
        return tx.one("SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'",
                row -> row.number("found")).isPresent();
    }

    private static Map<String, Long> versions(Tx tx) throws VaultException {
        Map<String, Long> versions = new LinkedHashMap<>();
        for (Version version : tx.list("SELECT module, number FROM schema_version",
                row -> new Version(row.text("module"), row.number("number")))) {
            versions.put(version.module(), version.number());
        }
        return versions;
    }

    private record Version(String module, long number) {
    }
}
