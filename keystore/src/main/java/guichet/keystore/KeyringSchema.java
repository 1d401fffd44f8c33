package guichet.keystore;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of contacts and of other people's keys. Documented in docs/keys.md. Addresses stand in them as
/// [Address#key] gives them.
final class KeyringSchema {
    static final Schema KEYRING = new Schema("keyring", List.of("""
            CREATE TABLE contact (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              name TEXT NOT NULL,
              language TEXT
            ) STRICT;
            CREATE TABLE contact_address (
              address TEXT NOT NULL PRIMARY KEY,
              written TEXT NOT NULL,
              contact INTEGER NOT NULL REFERENCES contact (id),
              place INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX contact_address_contact ON contact_address (contact);
            CREATE TABLE certificate (
              fingerprint TEXT NOT NULL PRIMARY KEY,
              content BLOB NOT NULL,
              source TEXT NOT NULL,
              first_seen INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE certificate_address (
              address TEXT NOT NULL,
              fingerprint TEXT NOT NULL REFERENCES certificate (fingerprint),
              named INTEGER NOT NULL,
              PRIMARY KEY (address, fingerprint)
            ) STRICT;
            CREATE INDEX certificate_address_fingerprint ON certificate_address (fingerprint);
            CREATE TABLE key_decision (
              fingerprint TEXT NOT NULL REFERENCES certificate (fingerprint),
              address TEXT NOT NULL,
              verdict TEXT NOT NULL,
              person INTEGER REFERENCES person (id),
              decided INTEGER NOT NULL,
              how TEXT,
              PRIMARY KEY (fingerprint, address)
            ) STRICT;
            CREATE TABLE key_distrust (
              fingerprint TEXT NOT NULL PRIMARY KEY REFERENCES certificate (fingerprint),
              person INTEGER NOT NULL REFERENCES person (id),
              decided INTEGER NOT NULL,
              reason TEXT NOT NULL
            ) STRICT;
            CREATE TABLE settled_key (
              address TEXT NOT NULL PRIMARY KEY,
              fingerprint TEXT NOT NULL REFERENCES certificate (fingerprint)
            ) STRICT;
            CREATE TABLE key_alarm (
              address TEXT NOT NULL,
              fingerprint TEXT NOT NULL REFERENCES certificate (fingerprint),
              raised INTEGER NOT NULL,
              PRIMARY KEY (address, fingerprint)
            ) STRICT;
            """, """
            CREATE TABLE dropped_candidate (
              address TEXT NOT NULL PRIMARY KEY,
              offers INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE dropped_revocation (
              fingerprint TEXT NOT NULL PRIMARY KEY,
              content BLOB NOT NULL
            ) STRICT;
            """));

    private KeyringSchema() {
    }
}
