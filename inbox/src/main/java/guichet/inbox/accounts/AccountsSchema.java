package guichet.inbox.accounts;

import guichet.keystore.vault.Schema;
import java.util.List;

/// The tables of the channels.
public final class AccountsSchema {
    /// What [Accounts] keeps. A removed account leaves its number behind: it is never given to another.
    public static final Schema SCHEMA = new Schema("accounts", List.of("""
            CREATE TABLE mail_account (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                address TEXT NOT NULL,
                address_key TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                imap TEXT NOT NULL,
                smtp TEXT NOT NULL,
                user TEXT NOT NULL,
                password BLOB NOT NULL,
                ca_pem TEXT,
                link TEXT NOT NULL,
                last_contact INTEGER,
                error TEXT
            ) STRICT;
            CREATE TABLE mail_folder (
                account INTEGER NOT NULL REFERENCES mail_account (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (account, position),
                UNIQUE (account, name)
            ) STRICT;
            CREATE TABLE mail_held_back (
                account INTEGER NOT NULL REFERENCES mail_account (id) ON DELETE CASCADE,
                folder TEXT NOT NULL,
                uid_validity INTEGER NOT NULL,
                uid INTEGER NOT NULL,
                size INTEGER NOT NULL,
                why TEXT NOT NULL,
                since INTEGER NOT NULL,
                PRIMARY KEY (account, folder, uid_validity, uid)
            ) STRICT;
            """));

    private AccountsSchema() {
    }
}
