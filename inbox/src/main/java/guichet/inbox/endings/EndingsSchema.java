package guichet.inbox.endings;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of how cases end; docs/endings-schema.md explains them.
public final class EndingsSchema {
    public static final Schema SCHEMA = new Schema("endings", List.of("""
            CREATE TABLE destruction (
              id         INTEGER PRIMARY KEY AUTOINCREMENT,
              case_id    TEXT NOT NULL,
              opened     INTEGER NOT NULL,
              closed     INTEGER,
              stage      TEXT NOT NULL,
              begun      INTEGER NOT NULL,
              erased     INTEGER,
              person     TEXT NOT NULL,
              via        TEXT NOT NULL,
              reason     TEXT,
              entry      INTEGER,
              entry_hash TEXT
            ) STRICT;
            CREATE INDEX destruction_unfinished ON destruction (id) WHERE stage <> 'DONE';
            CREATE TABLE destruction_count (
              destruction INTEGER NOT NULL REFERENCES destruction (id) ON DELETE CASCADE,
              what        TEXT NOT NULL,
              n           INTEGER NOT NULL,
              PRIMARY KEY (destruction, what)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE destruction_plan (
              destruction INTEGER NOT NULL REFERENCES destruction (id) ON DELETE CASCADE,
              what        TEXT NOT NULL,
              row         INTEGER NOT NULL,
              PRIMARY KEY (destruction, what, row)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE destruction_mail (
              destruction  INTEGER NOT NULL REFERENCES destruction (id) ON DELETE CASCADE,
              account      INTEGER NOT NULL,
              folder       TEXT NOT NULL,
              uid_validity INTEGER NOT NULL,
              uid          INTEGER NOT NULL,
              fate         TEXT NOT NULL,
              PRIMARY KEY (destruction, account, folder, uid_validity, uid)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE case_hold (
              case_id TEXT NOT NULL PRIMARY KEY REFERENCES inbox_case (id) ON DELETE CASCADE,
              since   INTEGER NOT NULL,
              person  TEXT NOT NULL,
              reason  TEXT NOT NULL
            ) STRICT;
            """, """
            CREATE TABLE retention_rule (
              kind         TEXT NOT NULL PRIMARY KEY,
              archive_days INTEGER,
              destroy_days INTEGER,
              word         TEXT NOT NULL
            ) STRICT;
            CREATE TABLE case_kind (
              case_id TEXT NOT NULL PRIMARY KEY REFERENCES inbox_case (id) ON DELETE CASCADE,
              kind    TEXT NOT NULL
            ) STRICT;
            CREATE TABLE case_archive (
              case_id  TEXT NOT NULL PRIMARY KEY REFERENCES inbox_case (id) ON DELETE CASCADE,
              archived INTEGER NOT NULL,
              file     TEXT NOT NULL UNIQUE,
              key      BLOB NOT NULL,
              sha256   TEXT NOT NULL,
              size     INTEGER NOT NULL,
              messages INTEGER NOT NULL,
              cleaned  INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE case_archive_mail (
              case_id      TEXT NOT NULL REFERENCES inbox_case (id) ON DELETE CASCADE,
              account      INTEGER NOT NULL,
              folder       TEXT NOT NULL,
              uid_validity INTEGER NOT NULL,
              uid          INTEGER NOT NULL,
              PRIMARY KEY (case_id, account, folder, uid_validity, uid)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE archive_copy (
              file    TEXT NOT NULL,
              n       INTEGER NOT NULL,
              content BLOB NOT NULL,
              PRIMARY KEY (file, n)
            ) STRICT;
            CREATE TABLE backup (
              id    INTEGER PRIMARY KEY AUTOINCREMENT,
              file  TEXT NOT NULL,
              made  INTEGER NOT NULL,
              until INTEGER NOT NULL,
              entry INTEGER NOT NULL,
              head  TEXT NOT NULL,
              state TEXT NOT NULL
            ) STRICT;
            """, """
            CREATE TABLE case_archive_count (
              case_id TEXT NOT NULL REFERENCES inbox_case (id) ON DELETE CASCADE,
              what    TEXT NOT NULL,
              n       INTEGER NOT NULL,
              PRIMARY KEY (case_id, what)
            ) STRICT, WITHOUT ROWID;
            """));

    private EndingsSchema() {
    }
}
