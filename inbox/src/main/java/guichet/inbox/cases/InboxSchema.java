package guichet.inbox.cases;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of cases, messages and where they were found; docs/inbox-schema.md explains them.
public final class InboxSchema {
    public static final Schema SCHEMA = new Schema("inbox", List.of("""
            CREATE TABLE inbox_case (
              id       TEXT NOT NULL PRIMARY KEY,
              year     INTEGER NOT NULL,
              number   INTEGER NOT NULL,
              title    TEXT NOT NULL,
              assignee TEXT,
              opened   INTEGER NOT NULL,
              closed   INTEGER,
              unread   INTEGER NOT NULL DEFAULT 0,
              messages INTEGER NOT NULL DEFAULT 0,
              UNIQUE (year, number)
            ) STRICT;
            CREATE TABLE case_number (
              year INTEGER NOT NULL PRIMARY KEY,
              last INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE case_contact (
              case_id TEXT NOT NULL REFERENCES inbox_case (id) ON DELETE CASCADE,
              contact INTEGER NOT NULL,
              PRIMARY KEY (case_id, contact)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX case_contact_contact ON case_contact (contact);

            CREATE TABLE message (
              id             INTEGER PRIMARY KEY AUTOINCREMENT,
              place          INTEGER NOT NULL UNIQUE,
              case_id        TEXT REFERENCES inbox_case (id),
              filed_by       TEXT NOT NULL,
              channel        TEXT NOT NULL,
              direction      TEXT NOT NULL,
              from_name      TEXT NOT NULL,
              from_address   TEXT NOT NULL,
              date           INTEGER NOT NULL,
              received       INTEGER NOT NULL,
              subject        TEXT NOT NULL,
              snippet        TEXT NOT NULL,
              is_read        INTEGER NOT NULL,
              thread         TEXT NOT NULL,
              wire_id        TEXT,
              encryption     TEXT,
              signature      TEXT,
              signer         TEXT,
              signer_user_id TEXT,
              sender_matches INTEGER,
              problems       TEXT,
              signed_content TEXT,
              judged_with    TEXT NOT NULL,
              waits_for_key  INTEGER NOT NULL,
              is_indexed     INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX message_case ON message (case_id, place) WHERE case_id IS NOT NULL;
            CREATE INDEX message_to_sort ON message (place) WHERE case_id IS NULL AND direction = 'IN';
            CREATE INDEX message_unread ON message (place) WHERE is_read = 0;
            CREATE INDEX message_channel ON message (channel, place);
            CREATE INDEX message_signer ON message (signer, judged_with) WHERE signer IS NOT NULL;
            CREATE INDEX message_waiting ON message (judged_with) WHERE waits_for_key = 1;
            CREATE INDEX message_signed_content ON message (signed_content) WHERE signed_content IS NOT NULL;
            CREATE INDEX message_not_indexed ON message (id) WHERE is_indexed = 0;
            CREATE TABLE message_body (
              message INTEGER NOT NULL PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
              body    TEXT NOT NULL
            ) STRICT;
            CREATE TABLE message_raw (
              message     INTEGER NOT NULL PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
              session_key BLOB,
              raw         BLOB NOT NULL
            ) STRICT;
            CREATE TABLE message_recipient (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL,
              role    TEXT NOT NULL,
              name    TEXT NOT NULL,
              address TEXT NOT NULL,
              PRIMARY KEY (message, n)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE message_attachment (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL,
              name    TEXT NOT NULL,
              type    TEXT NOT NULL,
              size    INTEGER NOT NULL,
              sha256  TEXT NOT NULL,
              content BLOB NOT NULL,
              PRIMARY KEY (message, n)
            ) STRICT;
            CREATE TABLE message_reference (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL,
              wire_id TEXT NOT NULL,
              PRIMARY KEY (message, n)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE message_identity (
              identity BLOB NOT NULL PRIMARY KEY,
              message  INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              wire_id  TEXT
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX message_identity_wire_id ON message_identity (wire_id) WHERE wire_id IS NOT NULL;
            CREATE INDEX message_identity_message ON message_identity (message);
            CREATE VIRTUAL TABLE message_index USING fts5 (
              subject, body, people, files,
              content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
            );

            CREATE TABLE arrival (
              account      INTEGER NOT NULL,
              folder       TEXT NOT NULL,
              uid_validity INTEGER NOT NULL,
              uid          INTEGER NOT NULL,
              message      INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              PRIMARY KEY (account, folder, uid_validity, uid)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX arrival_message ON arrival (message);

            CREATE TABLE inbox_total (
              id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
              unread  INTEGER NOT NULL,
              to_sort INTEGER NOT NULL
            ) STRICT;
            INSERT INTO inbox_total (id, unread, to_sort) VALUES (1, 0, 0);
            CREATE TRIGGER message_added AFTER INSERT ON message
              BEGIN UPDATE inbox_case SET messages = messages + 1, unread = unread + 1 - new.is_read
                WHERE id = new.case_id; UPDATE inbox_total SET unread = unread + 1 - new.is_read,
                to_sort = to_sort + (new.case_id IS NULL AND new.direction = 'IN'); END;
            CREATE TRIGGER message_changed AFTER UPDATE OF case_id, is_read ON message
              BEGIN UPDATE inbox_case SET messages = messages - 1, unread = unread - 1 + old.is_read
                WHERE id = old.case_id; UPDATE inbox_case SET messages = messages + 1, unread = unread + 1 - new.is_read
                WHERE id = new.case_id; UPDATE inbox_total SET unread = unread + old.is_read - new.is_read,
                to_sort = to_sort + (new.case_id IS NULL AND new.direction = 'IN')
                - (old.case_id IS NULL AND old.direction = 'IN'); END;
            CREATE TRIGGER message_removed AFTER DELETE ON message
              BEGIN UPDATE inbox_case SET messages = messages - 1, unread = unread - 1 + old.is_read
                WHERE id = old.case_id; UPDATE inbox_total SET unread = unread - 1 + old.is_read,
                to_sort = to_sort - (old.case_id IS NULL AND old.direction = 'IN'); END;
            """, """
            CREATE TABLE arrival_mark (
              account      INTEGER NOT NULL,
              folder       TEXT NOT NULL,
              uid_validity INTEGER NOT NULL,
              uid          INTEGER NOT NULL,
              PRIMARY KEY (account, folder, uid_validity)
            ) STRICT, WITHOUT ROWID;
            """, """
            ALTER TABLE message ADD COLUMN is_said INTEGER NOT NULL DEFAULT 1;
            DROP INDEX message_to_sort;
            CREATE INDEX message_to_sort ON message (place)
              WHERE case_id IS NULL AND direction = 'IN' AND channel <> 'CHAT';
            DROP INDEX message_unread;
            CREATE INDEX message_unread ON message (place) WHERE is_read = 0 AND channel <> 'CHAT';
            DROP TRIGGER message_added;
            DROP TRIGGER message_changed;
            DROP TRIGGER message_removed;
            CREATE TRIGGER message_added AFTER INSERT ON message
              BEGIN UPDATE inbox_case SET messages = messages + 1,
                unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT') WHERE id = new.case_id;
                UPDATE inbox_total SET unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT'),
                to_sort = to_sort + (new.case_id IS NULL AND new.direction = 'IN' AND new.channel <> 'CHAT'); END;
            CREATE TRIGGER message_changed AFTER UPDATE OF case_id, is_read ON message
              BEGIN UPDATE inbox_case SET messages = messages - 1,
                unread = unread - (old.is_read = 0 AND old.channel <> 'CHAT') WHERE id = old.case_id;
                UPDATE inbox_case SET messages = messages + 1,
                unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT') WHERE id = new.case_id;
                UPDATE inbox_total SET unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT')
                - (old.is_read = 0 AND old.channel <> 'CHAT'),
                to_sort = to_sort + (new.case_id IS NULL AND new.direction = 'IN' AND new.channel <> 'CHAT')
                - (old.case_id IS NULL AND old.direction = 'IN' AND old.channel <> 'CHAT'); END;
            CREATE TRIGGER message_removed AFTER DELETE ON message
              BEGIN UPDATE inbox_case SET messages = messages - 1,
                unread = unread - (old.is_read = 0 AND old.channel <> 'CHAT') WHERE id = old.case_id;
                UPDATE inbox_total SET unread = unread - (old.is_read = 0 AND old.channel <> 'CHAT'),
                to_sort = to_sort - (old.case_id IS NULL AND old.direction = 'IN' AND old.channel <> 'CHAT'); END;
            """, """
            CREATE TABLE gone_mail (
              mark        BLOB NOT NULL PRIMARY KEY,
              case_id     TEXT,
              destruction INTEGER
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX gone_mail_case ON gone_mail (case_id) WHERE case_id IS NOT NULL;
            CREATE TABLE gone_mail_key (
              id  INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
              key BLOB NOT NULL
            ) STRICT;
            CREATE TABLE gone_mail_found (
              account      INTEGER NOT NULL,
              folder       TEXT NOT NULL,
              uid_validity INTEGER NOT NULL,
              uid          INTEGER NOT NULL,
              mark         BLOB NOT NULL,
              PRIMARY KEY (account, folder, uid_validity, uid)
            ) STRICT, WITHOUT ROWID;
            """, """
            CREATE TABLE machine (
              id          INTEGER PRIMARY KEY AUTOINCREMENT,
              address     TEXT NOT NULL UNIQUE,
              written     TEXT NOT NULL,
              signing_key TEXT NOT NULL,
              name        TEXT NOT NULL,
              heard       TEXT NOT NULL,
              since       INTEGER NOT NULL
            ) STRICT;
            ALTER TABLE message ADD COLUMN machine INTEGER REFERENCES machine (id);
            CREATE INDEX message_machine ON message (place) WHERE machine IS NOT NULL;
            CREATE INDEX message_machine_unread ON message (machine) WHERE machine IS NOT NULL AND is_read = 0;
            DROP INDEX message_to_sort;
            CREATE INDEX message_to_sort ON message (place)
              WHERE case_id IS NULL AND direction = 'IN' AND channel <> 'CHAT' AND machine IS NULL;
            DROP INDEX message_unread;
            CREATE INDEX message_unread ON message (place)
              WHERE is_read = 0 AND channel <> 'CHAT' AND machine IS NULL;
            DROP TRIGGER message_added;
            DROP TRIGGER message_changed;
            DROP TRIGGER message_removed;
            CREATE TRIGGER message_added AFTER INSERT ON message
              BEGIN UPDATE inbox_case SET messages = messages + 1,
                unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT' AND new.machine IS NULL)
                WHERE id = new.case_id; UPDATE inbox_total SET
                unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT' AND new.machine IS NULL),
                to_sort = to_sort + (new.case_id IS NULL AND new.direction = 'IN' AND new.channel <> 'CHAT'
                  AND new.machine IS NULL); END;
            CREATE TRIGGER message_changed AFTER UPDATE OF case_id, is_read, machine ON message
              BEGIN UPDATE inbox_case SET messages = messages - 1,
                unread = unread - (old.is_read = 0 AND old.channel <> 'CHAT' AND old.machine IS NULL)
                WHERE id = old.case_id; UPDATE inbox_case SET messages = messages + 1,
                unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT' AND new.machine IS NULL)
                WHERE id = new.case_id; UPDATE inbox_total SET
                unread = unread + (new.is_read = 0 AND new.channel <> 'CHAT' AND new.machine IS NULL)
                - (old.is_read = 0 AND old.channel <> 'CHAT' AND old.machine IS NULL),
                to_sort = to_sort + (new.case_id IS NULL AND new.direction = 'IN' AND new.channel <> 'CHAT'
                  AND new.machine IS NULL) - (old.case_id IS NULL AND old.direction = 'IN'
                  AND old.channel <> 'CHAT' AND old.machine IS NULL); END;
            CREATE TRIGGER message_removed AFTER DELETE ON message
              BEGIN UPDATE inbox_case SET messages = messages - 1,
                unread = unread - (old.is_read = 0 AND old.channel <> 'CHAT' AND old.machine IS NULL)
                WHERE id = old.case_id; UPDATE inbox_total SET
                unread = unread - (old.is_read = 0 AND old.channel <> 'CHAT' AND old.machine IS NULL),
                to_sort = to_sort - (old.case_id IS NULL AND old.direction = 'IN' AND old.channel <> 'CHAT'
                  AND old.machine IS NULL); END;
            """, """
            CREATE TABLE long_content (
              id      INTEGER PRIMARY KEY AUTOINCREMENT,
              message INTEGER REFERENCES message (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL DEFAULT 0,
              size    INTEGER NOT NULL DEFAULT 0,
              sha256  TEXT NOT NULL DEFAULT '',
              begun   INTEGER NOT NULL,
              UNIQUE (message, n)
            ) STRICT;
            CREATE TABLE long_piece (
              content INTEGER NOT NULL REFERENCES long_content (id) ON DELETE CASCADE,
              n       INTEGER NOT NULL,
              bytes   BLOB NOT NULL,
              PRIMARY KEY (content, n)
            ) STRICT;
            CREATE INDEX long_content_unowned ON long_content (begun) WHERE message IS NULL;
            """, """
            ALTER TABLE long_content ADD COLUMN draft INTEGER;
            DROP INDEX long_content_unowned;
            CREATE INDEX long_content_unowned ON long_content (begun) WHERE message IS NULL AND draft IS NULL;
            CREATE INDEX long_content_draft ON long_content (draft, n) WHERE draft IS NOT NULL;
            """));

    private InboxSchema() {
    }
}
