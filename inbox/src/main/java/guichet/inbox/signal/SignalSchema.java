package guichet.inbox.signal;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of Signal's accounts, conversations and envelopes; docs/signal-schema.md explains them. They point into those of
/// [guichet.inbox.cases.InboxSchema], so they are made after them.
public final class SignalSchema {
    public static final Schema SCHEMA = new Schema("signal", List.of("""
            CREATE TABLE signal_account (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              number TEXT NOT NULL UNIQUE,
              aci TEXT UNIQUE,
              identity INTEGER NOT NULL,
              program TEXT NOT NULL,
              data_folder TEXT,
              since INTEGER NOT NULL,
              link TEXT NOT NULL,
              last_contact INTEGER,
              error TEXT
            ) STRICT;
            CREATE TABLE signal_spool (
              account INTEGER NOT NULL,
              spool TEXT NOT NULL,
              position INTEGER NOT NULL,
              PRIMARY KEY (account, spool)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE signal_conversation (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              one INTEGER,
              other INTEGER,
              group_id TEXT UNIQUE,
              name TEXT NOT NULL,
              case_id TEXT REFERENCES inbox_case (id),
              timer INTEGER NOT NULL,
              timer_set INTEGER NOT NULL,
              UNIQUE (one, other)
            ) STRICT;
            CREATE TABLE signal_message (
              message INTEGER NOT NULL PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
              conversation INTEGER NOT NULL REFERENCES signal_conversation (id),
              account INTEGER NOT NULL,
              author INTEGER NOT NULL,
              identity INTEGER,
              sent INTEGER NOT NULL,
              kind TEXT NOT NULL,
              identity_key TEXT,
              timer INTEGER NOT NULL,
              expires INTEGER,
              revision INTEGER NOT NULL,
              taken TEXT NOT NULL,
              erased INTEGER,
              delivered INTEGER,
              read INTEGER,
              waits INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX signal_message_waits ON signal_message (identity) WHERE waits = 1;
            CREATE INDEX signal_message_identity ON signal_message (identity) WHERE identity IS NOT NULL;
            CREATE INDEX signal_message_timer ON signal_message (timer) WHERE timer > 0 AND taken = 'NO';
            CREATE TABLE signal_name (
              conversation INTEGER NOT NULL REFERENCES signal_conversation (id),
              author INTEGER NOT NULL,
              sent INTEGER NOT NULL,
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              PRIMARY KEY (conversation, author, sent)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX signal_name_message ON signal_name (message);
            CREATE TABLE signal_version (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              sent INTEGER NOT NULL,
              body TEXT NOT NULL,
              PRIMARY KEY (message, sent)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE signal_event (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              conversation INTEGER NOT NULL REFERENCES signal_conversation (id),
              kind TEXT NOT NULL,
              author INTEGER NOT NULL,
              sent INTEGER NOT NULL,
              target_author INTEGER NOT NULL,
              target_sent INTEGER NOT NULL,
              text TEXT NOT NULL,
              source INTEGER REFERENCES message (id) ON DELETE CASCADE,
              target INTEGER REFERENCES message (id) ON DELETE CASCADE,
              identity_key TEXT,
              waits INTEGER NOT NULL,
              applied INTEGER NOT NULL,
              received INTEGER NOT NULL,
              UNIQUE (conversation, kind, author, sent, target_author, target_sent)
            ) STRICT;
            CREATE INDEX signal_event_waiting ON signal_event (conversation, target_author, target_sent)
              WHERE target IS NULL;
            CREATE INDEX signal_event_target ON signal_event (target) WHERE target IS NOT NULL;
            CREATE INDEX signal_event_held ON signal_event (author) WHERE applied = 0 AND kind IN ('EDIT', 'DELETION');
            CREATE INDEX signal_event_source ON signal_event (source) WHERE source IS NOT NULL;
            CREATE TABLE signal_missing (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              n INTEGER NOT NULL,
              name TEXT NOT NULL,
              type TEXT NOT NULL,
              why TEXT NOT NULL,
              PRIMARY KEY (message, n)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE signal_envelope (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              account INTEGER NOT NULL,
              received INTEGER NOT NULL,
              digest BLOB UNIQUE,
              reader INTEGER NOT NULL,
              understood INTEGER NOT NULL,
              message INTEGER REFERENCES message (id) ON DELETE SET NULL,
              raw BLOB NOT NULL
            ) STRICT;
            CREATE INDEX signal_envelope_message ON signal_envelope (message) WHERE message IS NOT NULL;
            CREATE INDEX signal_envelope_reread ON signal_envelope (reader) WHERE understood = 0;
            """, """
            CREATE TABLE signal_program (
              account INTEGER PRIMARY KEY,
              version TEXT NOT NULL
            ) STRICT;
            CREATE INDEX signal_message_undecrypted ON signal_message (account) WHERE kind = 'CANNOT_DECRYPT';
            CREATE INDEX signal_event_open ON signal_event (target_sent) WHERE applied = 0 AND kind <> 'RECEIPT';
            """, """
            CREATE TABLE signal_receipt (
              message INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE
            ) STRICT;
            """, """
            CREATE TABLE signal_group (
              conversation INTEGER PRIMARY KEY REFERENCES signal_conversation (id) ON DELETE CASCADE
            ) STRICT;
            CREATE TABLE signal_reader (
              conversation INTEGER NOT NULL REFERENCES signal_group (conversation) ON DELETE CASCADE,
              identity INTEGER NOT NULL,
              looked INTEGER NOT NULL,
              PRIMARY KEY (conversation, identity)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX signal_reader_identity ON signal_reader (identity);
            """));

    private SignalSchema() {
    }
}
