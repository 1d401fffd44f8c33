package guichet.inbox.journal;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The journal's tables; docs/journal-format.md explains them.
public final class JournalSchema {
    public static final Schema SCHEMA = new Schema("journal", List.of("""
            CREATE TABLE journal (
              n            INTEGER PRIMARY KEY,
              time         INTEGER NOT NULL,
              kind         TEXT NOT NULL,
              payload_hash BLOB NOT NULL,
              hash         BLOB NOT NULL,
              salt         BLOB,
              person       TEXT,
              via          TEXT,
              case_id      TEXT,
              reason       TEXT,
              channel      TEXT,
              recipients   TEXT,
              digest       TEXT,
              detail       TEXT
            ) STRICT;
            CREATE INDEX journal_case ON journal (case_id);
            CREATE INDEX journal_digest ON journal (digest);
            CREATE TABLE journal_checkpoint (
              n           INTEGER PRIMARY KEY,
              hash        BLOB NOT NULL,
              certificate BLOB NOT NULL,
              signature   BLOB NOT NULL
            ) STRICT;
            CREATE TRIGGER journal_is_append_only BEFORE DELETE ON journal
              BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
            CREATE TRIGGER journal_chain_is_fixed BEFORE UPDATE OF n, time, kind, payload_hash, hash ON journal
              BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
            """));

    private JournalSchema() {
    }
}
