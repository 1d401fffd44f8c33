package guichet.keystore;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables about people on Signal. Documented in docs/keys.md.
final class SignalSchema {
    static final Schema SIGNAL = new Schema("signal-identities", List.of("""
            CREATE TABLE signal_identity (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              aci TEXT UNIQUE,
              number TEXT UNIQUE,
              username TEXT UNIQUE,
              profile_name TEXT NOT NULL,
              contact INTEGER REFERENCES contact (id),
              identity_key TEXT,
              safety_number TEXT,
              key_seen INTEGER,
              changed INTEGER,
              timer INTEGER NOT NULL,
              first_seen INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX signal_identity_contact ON signal_identity (contact) WHERE contact IS NOT NULL;
            CREATE TABLE signal_decision (
              identity INTEGER NOT NULL REFERENCES signal_identity (id),
              identity_key TEXT NOT NULL,
              verdict TEXT NOT NULL,
              person INTEGER REFERENCES person (id),
              decided INTEGER NOT NULL,
              how TEXT,
              PRIMARY KEY (identity, identity_key)
            ) STRICT;
            """, """
            CREATE TABLE signal_number (
              identity INTEGER NOT NULL REFERENCES signal_identity (id),
              identity_key TEXT NOT NULL,
              safety_number TEXT NOT NULL,
              PRIMARY KEY (identity, identity_key)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO signal_number (identity, identity_key, safety_number)
              SELECT id, identity_key, safety_number FROM signal_identity
              WHERE identity_key IS NOT NULL AND safety_number IS NOT NULL;
            """));

    private SignalSchema() {
    }
}
