package guichet.inbox.intake;

import guichet.crypto.Certificate;
import guichet.inbox.Channel;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.OfferedKey;
import guichet.inbox.mime.Reading;
import guichet.keystore.Address;
import guichet.keystore.Imported;
import guichet.keystore.KeyAlarm;
import guichet.keystore.KeySource;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;

/// Keeps the keys that came with a mail: as candidates, which nobody has accepted. One that stands against an accepted key alarms.
final class KeysFromMail {
    private final Keyring keyring;
    private final Journal journal;

    KeysFromMail(Keyring keyring, Journal journal) {
        this.keyring = keyring;
        this.journal = journal;
    }

    void keep(Tx tx, Reading reading, Instant now) throws VaultException {
        for (OfferedKey offered : reading.candidates()) {
            Imported imported = switch (offered) {
                case OfferedKey.Autocrypt(Certificate key, Address claimed) ->
                    keyring.importCertificate(tx, key, KeySource.AUTOCRYPT, claimed, now);
                case OfferedKey.Attached(Certificate key) ->
                    keyring.importCertificate(tx, key, KeySource.ATTACHED, now);
            };
            switch (imported) {
                case Imported.Theirs(_, _, List<KeyAlarm> raised) -> journal(tx, raised);
                case Imported.Ours _,Imported.TooLarge _ -> {
                }
            }
        }
    }

    private void journal(Tx tx, List<KeyAlarm> raised) throws VaultException {
        for (KeyAlarm alarm : raised) {
            journal.append(tx, JournalKind.KEY_CHANGED, Payload.by(Actor.PROGRAM).over(Channel.MAIL)
                    .to(List.of(alarm.address().value())).saying(alarm.other().fingerprint().hex()));
        }
    }
}
