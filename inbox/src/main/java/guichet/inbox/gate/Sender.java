package guichet.inbox.gate;

import guichet.crypto.SecretKey;
import guichet.inbox.MailAccount;

/// Who writes, by which account and with which key. Close it to wipe the key.
record Sender(MailAccount account, SecretKey key) implements AutoCloseable {
    @Override
    public void close() {
        key.close();
    }
}
