package guichet.inbox.mime;

import guichet.crypto.Fingerprint;
import guichet.crypto.OpenLimits;
import guichet.crypto.OpenPgp;
import guichet.crypto.Opened;
import guichet.crypto.OpenedFile;
import guichet.crypto.SecretKey;
import guichet.crypto.SessionKey;
import guichet.crypto.SignatureCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Turns a stranger's bytes into one view that can be shown, with a verdict about exactly that view.
///
/// Never throws for what the bytes are: garbage gives a [Reading] that says so. Any thread.
public final class MailReader {
    /// Of what is read where it lies.
    private static final OpenLimits LONG = new OpenLimits(1L << 30);

    private final OpenPgp openPgp;
    private final ReadLimits limits;
    private final Clock clock;

    /// @param clock tells what has become of keys, and signatures from the future
    public MailReader(OpenPgp openPgp, ReadLimits limits, Clock clock) {
        this.openPgp = openPgp;
        this.limits = limits;
        this.clock = clock;
    }

    /// Reads a message as it came, with the keys that may open it.
    ///
    /// @param rawMessage as it came, never altered
    /// @param keys       our own
    /// @param signers    says which certificates may have signed
    public Reading read(byte[] rawMessage, List<SecretKey> keys, SignerDirectory signers) {
        Set<Fingerprint> readers = keys.stream().map(SecretKey::fingerprint).collect(Collectors.toSet());
        return read(rawMessage, readers, signers,
                ciphertext -> openPgp.open(ciphertext, keys, signers.certificates(), openLimits(), clock.instant()));
    }

    /// Reads it again by the session key that an earlier reading kept.
    ///
    /// @param readers our own keys
    public Reading reread(byte[] rawMessage, SessionKey sessionKey, Set<Fingerprint> readers,
            SignerDirectory signers) {
        return read(rawMessage, readers, signers, ciphertext -> openPgp.reopen(ciphertext, sessionKey, readers,
                signers.certificates(), openLimits(), clock.instant()));
    }

    /// As [#read], a mail that is too long to be held: what it says is the same, and long attachments are read where they lie.
    ///
    /// @throws IOException where the mail can't be read there
    public Reading readLong(MailSource rawMessage, List<SecretKey> keys, SignerDirectory signers)
            throws IOException {
        Set<Fingerprint> readers = keys.stream().map(SecretKey::fingerprint).collect(Collectors.toSet());
        return readLong(rawMessage, readers, signers, new Opening(
                ciphertext -> openPgp.open(ciphertext, keys, signers.certificates(), openLimits(), clock.instant()),
                ciphertext -> openPgp.openLong(ciphertext::open, keys, signers.certificates(), LONG, clock.instant())));
    }

    /// As [#reread], a mail that is too long to be held.
    public Reading rereadLong(MailSource rawMessage, SessionKey sessionKey, Set<Fingerprint> readers,
            SignerDirectory signers) throws IOException {
        return readLong(rawMessage, readers, signers, new Opening(
                ciphertext -> openPgp.reopen(ciphertext, sessionKey, readers, signers.certificates(), openLimits(),
                        clock.instant()),
                ciphertext -> openPgp.reopenLong(ciphertext::open, sessionKey, readers, signers.certificates(), LONG,
                        clock.instant())));
    }

    private Reading readLong(MailSource rawMessage, Set<Fingerprint> readers, SignerDirectory signers,
            Layers.Opener opener) throws IOException {
        Sparse message = Sparse.of(rawMessage);
        try {
            return layers(readers, signers, opener).read(message);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Reading read(byte[] rawMessage, Set<Fingerprint> readers, SignerDirectory signers,
            Function<byte[], Opened> opener) {
        return layers(readers, signers, opener::apply).read(rawMessage);
    }

    private Layers layers(Set<Fingerprint> readers, SignerDirectory signers, Layers.Opener opener) {
        return new Layers(new Budget(limits, System::nanoTime), opener, new Verifying(readers, signers), signers);
    }

    private OpenLimits openLimits() {
        return new OpenLimits(limits.plaintextBytes());
    }

    private record Opening(Function<byte[], Opened> held, LongOpening far) implements Layers.Opener {
        @FunctionalInterface
        interface LongOpening {
            OpenedFile open(MailSource rawCiphertext) throws IOException;
        }

        @Override
        public Opened open(byte[] rawCiphertext) {
            return held.apply(rawCiphertext);
        }

        @Override
        public OpenedFile openLong(MailSource rawCiphertext) throws IOException {
            return far.open(rawCiphertext);
        }
    }

    private final class Verifying implements Layers.Verifier {
        private final Set<Fingerprint> readers;
        private final SignerDirectory signers;

        Verifying(Set<Fingerprint> readers, SignerDirectory signers) {
            this.readers = readers;
            this.signers = signers;
        }

        @Override
        public List<SignatureCheck> verify(byte[] signed, byte[] signature, Layers.Where where) {
            return switch (where) {
                case INSIDE -> openPgp.verifyDetachedInside(signed, signature, readers, signers.certificates(),
                        clock.instant());
                case IN_THE_CLEAR -> openPgp.verifyDetached(signed, signature, signers.certificates(),
                        clock.instant());
            };
        }

        @Override
        public List<SignatureCheck> verifyLong(MailSource signed, byte[] signature, Layers.Where where)
                throws IOException {
            return openPgp.verifyLong(signed::open, signature, switch (where) {
                case INSIDE -> readers;
                case IN_THE_CLEAR -> Set.of();
            }, signers.certificates(), clock.instant());
        }
    }
}
