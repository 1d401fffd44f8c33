package guichet.inbox.archive;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of archive keys, sealed archives and what came back out of them; docs/archive-schema.md explains them. They point into those
/// of [guichet.inbox.cases.InboxSchema], so they are made after them.
public final class ArchiveSchema {
    public static final Schema SCHEMA = new Schema("archive", List.of("""
            CREATE TABLE archive_key (
              fingerprint TEXT NOT NULL PRIMARY KEY,
              certificate BLOB NOT NULL,
              secret      BLOB,
              made        INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE engine_key (
              id          INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
              fingerprint TEXT NOT NULL,
              certificate BLOB NOT NULL
            ) STRICT;
            CREATE TABLE sealed_archive (
              id          INTEGER PRIMARY KEY AUTOINCREMENT,
              case_id     TEXT NOT NULL,
              made        INTEGER NOT NULL,
              answer      TEXT NOT NULL,
              sha256      TEXT,
              size        INTEGER,
              archive_key TEXT,
              way         TEXT,
              delivered   INTEGER
            ) STRICT;
            CREATE INDEX sealed_archive_case ON sealed_archive (case_id);
            CREATE TABLE past_entry (
              case_id TEXT NOT NULL REFERENCES inbox_case (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL,
              hash    TEXT NOT NULL,
              entry   TEXT NOT NULL,
              PRIMARY KEY (case_id, n, hash)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE past_key (
              case_id TEXT NOT NULL REFERENCES inbox_case (id) ON DELETE CASCADE,
              fingerprint TEXT NOT NULL,
              entry       TEXT NOT NULL,
              certificate TEXT NOT NULL,
              PRIMARY KEY (case_id, fingerprint)
            ) STRICT, WITHOUT ROWID;
            """, """
            CREATE TABLE seal_part (
              seal INTEGER NOT NULL REFERENCES sealed_archive (id) ON DELETE CASCADE,
              n    INTEGER NOT NULL,
              name TEXT NOT NULL,
              PRIMARY KEY (seal, n)
            ) STRICT, WITHOUT ROWID;
            """));

    private ArchiveSchema() {
    }
}
