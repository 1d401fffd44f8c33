package guichet.keystore;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of this package. Documented in docs/vault-format.md.
public final class KeystoreSchema {
    /// The staff and their keys, and what they have set.
    static final Schema PEOPLE = new Schema("people", List.of("""
            CREATE TABLE person (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL COLLATE NOCASE UNIQUE,
              address TEXT NOT NULL,
              key TEXT NOT NULL REFERENCES own_key (fingerprint) DEFERRABLE INITIALLY DEFERRED,
              slot TEXT UNIQUE REFERENCES vault_slot (id) ON DELETE SET NULL
            ) STRICT;
            CREATE TABLE own_key (
              fingerprint TEXT NOT NULL PRIMARY KEY,
              person INTEGER NOT NULL REFERENCES person (id),
              secret BLOB NOT NULL,
              certificate BLOB NOT NULL
            ) STRICT;
            CREATE INDEX own_key_person ON own_key (person);
            CREATE TABLE setting (
              key TEXT NOT NULL PRIMARY KEY,
              value TEXT NOT NULL
            ) STRICT;
            """, """
            CREATE TABLE shared_key (
              address TEXT NOT NULL,
              written TEXT NOT NULL,
              fingerprint TEXT NOT NULL REFERENCES own_key (fingerprint),
              in_use INTEGER NOT NULL,
              PRIMARY KEY (address, fingerprint)
            ) STRICT;
            CREATE UNIQUE INDEX shared_key_in_use ON shared_key (address) WHERE in_use = 1;
            CREATE INDEX shared_key_fingerprint ON shared_key (fingerprint);
            """));

    private KeystoreSchema() {
    }

    /// Every module's tables of this package, in the order in which they are made.
    public static List<Schema> all() {
        return List.of(PEOPLE, KeyringSchema.KEYRING, SignalSchema.SIGNAL);
    }
}
