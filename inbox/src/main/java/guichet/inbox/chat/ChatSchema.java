package guichet.inbox.chat;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of the internal chat; docs/chat-schema.md explains them. They point into those of [guichet.inbox.cases.InboxSchema], so they are made
/// after them.
public final class ChatSchema {
    public static final Schema SCHEMA = new Schema("chat", List.of("""
            CREATE TABLE chat_account (
              id          INTEGER PRIMARY KEY AUTOINCREMENT,
              account     INTEGER NOT NULL UNIQUE,
              address     TEXT NOT NULL,
              address_key TEXT NOT NULL UNIQUE,
              person      INTEGER NOT NULL UNIQUE,
              key         TEXT NOT NULL UNIQUE,
              name        TEXT NOT NULL,
              since       INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE chat_staff (
              address_key TEXT NOT NULL PRIMARY KEY,
              address     TEXT NOT NULL,
              key         TEXT NOT NULL UNIQUE,
              name        TEXT NOT NULL,
              how         TEXT NOT NULL,
              by_name     TEXT NOT NULL,
              since       INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE chat_room (
              id        INTEGER PRIMARY KEY AUTOINCREMENT,
              kind      TEXT NOT NULL,
              group_id  TEXT UNIQUE,
              seat      TEXT,
              peer      TEXT,
              case_id   TEXT UNIQUE REFERENCES inbox_case (id),
              name      TEXT NOT NULL,
              name_time INTEGER NOT NULL,
              made      INTEGER NOT NULL,
              unread    INTEGER NOT NULL DEFAULT 0,
              mentions  INTEGER NOT NULL DEFAULT 0,
              last      INTEGER,
              timer     INTEGER NOT NULL DEFAULT 0,
              timer_set INTEGER NOT NULL DEFAULT 0,
              stopped   INTEGER NOT NULL DEFAULT 0,
              UNIQUE (seat, peer)
            ) STRICT;
            CREATE UNIQUE INDEX chat_room_team ON chat_room (kind) WHERE kind = 'TEAM';
            CREATE TABLE chat_member (
              room    INTEGER NOT NULL REFERENCES chat_room (id) ON DELETE CASCADE,
              key     TEXT NOT NULL,
              address TEXT NOT NULL,
              name    TEXT NOT NULL,
              added   INTEGER NOT NULL,
              removed INTEGER NOT NULL,
              PRIMARY KEY (room, key)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX chat_member_key ON chat_member (key);
            CREATE TABLE chat_line (
              id      INTEGER PRIMARY KEY AUTOINCREMENT,
              room    INTEGER REFERENCES chat_room (id) ON DELETE CASCADE,
              time    INTEGER NOT NULL,
              kind    TEXT NOT NULL,
              what    TEXT,
              message INTEGER UNIQUE REFERENCES message (id) ON DELETE CASCADE,
              author  TEXT,
              whom    TEXT,
              text    TEXT NOT NULL,
              quoted  TEXT,
              edited  INTEGER,
              deleted INTEGER,
              mention INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX chat_line_room ON chat_line (room, time, id);
            CREATE TABLE chat_reaction (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              author  TEXT NOT NULL,
              emoji   TEXT NOT NULL,
              time    INTEGER NOT NULL,
              PRIMARY KEY (message, author)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE chat_version (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              time    INTEGER NOT NULL,
              body    TEXT NOT NULL,
              PRIMARY KEY (message, time)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE chat_read (
              message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
              reader  TEXT NOT NULL,
              time    INTEGER NOT NULL,
              PRIMARY KEY (message, reader)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE chat_carrier (
              message INTEGER NOT NULL PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
              room    INTEGER NOT NULL REFERENCES chat_room (id) ON DELETE CASCADE,
              what    TEXT NOT NULL
            ) STRICT;
            CREATE INDEX chat_carrier_room ON chat_carrier (room);
            CREATE TABLE chat_waiting (
              id     INTEGER PRIMARY KEY AUTOINCREMENT,
              room   INTEGER NOT NULL REFERENCES chat_room (id) ON DELETE CASCADE,
              target TEXT NOT NULL,
              kind   TEXT NOT NULL,
              author TEXT NOT NULL,
              time   INTEGER NOT NULL,
              text   TEXT NOT NULL,
              UNIQUE (room, target, kind, author, time)
            ) STRICT;
            CREATE TABLE chat_candidate (
              address_key TEXT NOT NULL,
              key         TEXT NOT NULL,
              address     TEXT NOT NULL,
              certificate BLOB NOT NULL,
              how         TEXT NOT NULL,
              offered_by  TEXT NOT NULL,
              since       INTEGER NOT NULL,
              PRIMARY KEY (address_key, key)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE chat_alarm (
              id          INTEGER PRIMARY KEY AUTOINCREMENT,
              address     TEXT NOT NULL,
              address_key TEXT NOT NULL,
              pinned      TEXT NOT NULL,
              other       TEXT NOT NULL,
              room        INTEGER REFERENCES chat_room (id) ON DELETE CASCADE,
              raised      INTEGER NOT NULL,
              settled     INTEGER,
              UNIQUE (address_key, other)
            ) STRICT;
            CREATE TRIGGER chat_line_added AFTER INSERT ON chat_line WHEN new.kind = 'SAID'
              BEGIN UPDATE chat_room SET last = max(ifnull(last, 0), new.time),
                unread = unread + (SELECT is_read = 0 FROM message WHERE id = new.message),
                mentions = mentions + new.mention * (SELECT is_read = 0 FROM message WHERE id = new.message)
                WHERE id = new.room; END;
            CREATE INDEX chat_unread ON message (id) WHERE is_read = 0 AND channel = 'CHAT';
            CREATE TRIGGER chat_line_read AFTER UPDATE OF is_read ON message
              WHEN new.channel = 'CHAT' AND new.is_read <> old.is_read
              BEGIN UPDATE chat_room SET unread = unread + old.is_read - new.is_read,
                mentions = mentions + (old.is_read - new.is_read)
                  * (SELECT mention FROM chat_line WHERE message = new.id AND kind = 'SAID')
                WHERE id = (SELECT room FROM chat_line WHERE message = new.id AND kind = 'SAID'); END;
            CREATE TRIGGER chat_line_removed BEFORE DELETE ON message WHEN old.channel = 'CHAT' AND old.is_read = 0
              BEGIN UPDATE chat_room SET unread = unread - 1,
                mentions = mentions - (SELECT mention FROM chat_line WHERE message = old.id AND kind = 'SAID')
                WHERE id = (SELECT room FROM chat_line WHERE message = old.id AND kind = 'SAID'); END;
            """, """
            ALTER TABLE chat_room ADD COLUMN past_case TEXT REFERENCES inbox_case (id);
            CREATE INDEX chat_room_past ON chat_room (past_case) WHERE past_case IS NOT NULL;
            """));

    private ChatSchema() {
    }
}
