package guichet.inbox.gate;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of drafts and of the outbox.
public final class GateSchema {
    public static final Schema SCHEMA = new Schema("gate", List.of("""
            CREATE TABLE draft (
              id         INTEGER PRIMARY KEY AUTOINCREMENT,
              saved      INTEGER NOT NULL,
              author     TEXT NOT NULL,
              recipients TEXT NOT NULL,
              case_id    TEXT,
              subject    TEXT NOT NULL,
              body       TEXT NOT NULL,
              reply_to   INTEGER
            ) STRICT;
            CREATE TABLE draft_attachment (
              draft   INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL,
              name    TEXT NOT NULL,
              type    TEXT NOT NULL,
              content BLOB NOT NULL,
              PRIMARY KEY (draft, n)
            ) STRICT;
            CREATE TABLE outbox (
              id            INTEGER PRIMARY KEY AUTOINCREMENT,
              message       INTEGER NOT NULL,
              account       INTEGER NOT NULL,
              sender        TEXT NOT NULL,
              bytes         BLOB NOT NULL,
              digest        TEXT NOT NULL,
              journal_entry INTEGER,
              state         TEXT NOT NULL,
              since         INTEGER NOT NULL,
              not_before    INTEGER NOT NULL,
              attempts      INTEGER NOT NULL,
              error         TEXT
            ) STRICT;
            CREATE INDEX outbox_due ON outbox (state, not_before);
            CREATE INDEX outbox_message ON outbox (message);
            CREATE TABLE outbox_recipient (
              outbox  INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL,
              address TEXT NOT NULL,
              key     TEXT,
              PRIMARY KEY (outbox, n)
            ) STRICT;
            """, """
            CREATE TABLE draft_leaving (
              draft   INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
              message INTEGER NOT NULL UNIQUE
            ) STRICT;
            """, """
            ALTER TABLE draft ADD COLUMN channel TEXT NOT NULL DEFAULT 'MAIL';
            """, """
            ALTER TABLE outbox ADD COLUMN channel TEXT NOT NULL DEFAULT 'MAIL';
            CREATE TABLE outbox_identity (
              outbox   INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
              identity INTEGER NOT NULL,
              key      TEXT,
              PRIMARY KEY (outbox, identity)
            ) STRICT;
            """, """
            ALTER TABLE outbox ADD COLUMN far INTEGER;
            """));

    private GateSchema() {
    }
}
