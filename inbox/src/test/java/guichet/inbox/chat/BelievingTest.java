package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenPgp;
import guichet.crypto.RevocationReason;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Signature;
import guichet.inbox.TestClock;
import guichet.inbox.chat.Believing.Belief;
import guichet.inbox.chat.RoomLine.Why;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.ReadLimits;
import guichet.inbox.mime.Reading;
import guichet.inbox.mime.SignerDirectory;
import guichet.keystore.KeySource;
import guichet.keystore.Trust;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// By what signatures a colleague is believed.
class BelievingTest {
    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private RoomId room;
    private Forged honest;

    @BeforeEach
    void open() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        room = alice.groupWith(Cast.amelie());
        honest = Forged.words(Cast.amelie(),
                Optional.of(Forged.group(alice.wireName(room), "Dossier", 0, Cast.alice())), "Bonjour",
                clock.instant(), Cast.alice());
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
    }

    @Test
    void whatARevokedKeySignedIsNobodysWordForWhateverReasonItWasRevoked() throws Exception {
        for (RevocationReason reason : RevocationReason.values()) {
            byte[] before = honest.named(reason + "@localhost").bytes(clock.instant());
            revoke(reason);
            alice.take(before);
            assertEquals(List.of(), alice.words(room), reason::toString);
            close();
            open();
        }
    }

    private void revoke(RevocationReason reason) throws VaultException, CryptoException {
        Certificate revoked = Cast.amelie().key().revoked(clock.instant().plusSeconds(60), reason);
        alice.write(tx -> alice.keyring.importCertificate(tx, revoked, KeySource.FILE, clock.instant()));
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void onlyAValidSignatureNamesItsSigner() throws VaultException {
        Reading read = new MailReader(new OpenPgp(), ReadLimits.DEFAULT, clock).read(honest.bytes(clock.instant()),
                List.of(Cast.alice().key()), new Pinned());
        assertInstanceOf(Belief.In.class, believed(read, read.protection()));
        for (Signature worse : List.of(Signature.INVALID, Signature.UNKNOWN_KEY, Signature.NONE)) {
            var protection = new Protection(read.protection().encryption(), worse, read.protection().signer(),
                    read.protection().senderMatches(), read.protection().problems());
            assertInstanceOf(Belief.Aside.class, believed(read, protection), worse::toString);
        }
        assertEquals(Why.NOT_ENCRYPTED, assertInstanceOf(Belief.Aside.class,
                believed(read, new Protection(Protection.Encryption.NONE, Signature.VALID, read.protection().signer(),
                        read.protection().senderMatches(), List.of())))
                .why());
    }

    private Belief believed(Reading read, Protection protection) throws VaultException {
        Reading as = new Reading(read.from(), read.to(), read.cc(), read.date(), read.subject(), read.body(),
                protection, read.signedAt(), read.attachments(), read.messageIds(), read.sessionKey(),
                read.candidates(), read.chat());
        return alice.read(tx -> new Believing().decide(tx, as, clock.instant())).orElseThrow();
    }

    private static final class Pinned implements SignerDirectory {
        @Override
        public List<Certificate> certificates() {
            return List.of(Cast.amelie().certificate());
        }

        @Override
        public Trust trust(Fingerprint signer) {
            return Trust.ACCEPTED;
        }
    }
}
