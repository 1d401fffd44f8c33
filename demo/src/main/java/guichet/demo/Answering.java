package guichet.demo;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenPgp;
import guichet.inbox.Protection;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.ReadLimits;
import guichet.inbox.mime.Reading;
import guichet.inbox.mime.SignerDirectory;
import guichet.keystore.Address;
import guichet.keystore.Trust;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Somebody who reads their mail and answers by themselves, on a thread of their own.
final class Answering implements AutoCloseable {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(300);

    private final PostOffice post;
    private final Address us;
    private final Certificate ourKey;
    private final Clock clock;
    private final Duration thinks;
    private final Function<Received, Optional<Letter>> mind;
    private final MailReader reader;
    private Correspondent self;
    private int read;
    private final Thread thread;

    /// What somebody got, as they see it.
    ///
    /// @param count     how many they have got with this one
    /// @param encrypted whether it came encrypted to them and signed by us
    record Received(int count, String subject, boolean encrypted) {
    }

    /// What they write back, and as whom: the same person, perhaps with another key.
    record Letter(String subject, String body, Correspondent author) {
    }

    Answering(PostOffice post, Correspondent self, Address us, Certificate ourKey, Clock clock, Duration thinks,
            Function<Received, Optional<Letter>> mind) {
        this.post = post;
        this.self = self;
        this.us = us;
        this.ourKey = ourKey;
        this.clock = clock;
        this.thinks = thinks;
        this.mind = mind;
        this.reader = new MailReader(new OpenPgp(), ReadLimits.DEFAULT, clock);
        this.thread = Thread.ofVirtual().name("demo-" + self.name()).unstarted(this::live);
    }

    Answering start() {
        thread.start();
        return this;
    }

    private void live() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<byte[]> mails = post.received(self.address());
                while (read < mails.size()) {
                    answer(mails.get(read++));
                }
                Thread.sleep(LOOKS_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(byte[] rawMail) throws InterruptedException {
        Reading reading = reader.read(rawMail, self.key().stream().toList(), new OnlyOurs(ourKey));
        boolean encrypted = reading.protection().encryption() == Protection.Encryption.END_TO_END
                && reading.protection().signature() == Protection.Signature.VALID;
        Optional<Letter> letter = mind.apply(new Received(read, reading.subject(), encrypted));
        if (letter.isPresent()) {
            Thread.sleep(thinks);
            self = letter.get().author();
            post.deliver(us, self.write(us, ourKey, letter.get().subject(), letter.get().body(),
                    reading.messageIds().own(), clock.instant()));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// They know our key and nobody else's.
    private record OnlyOurs(Certificate key) implements SignerDirectory {
        @Override
        public List<Certificate> certificates() {
            return List.of(key);
        }

        @Override
        public Trust trust(Fingerprint signer) {
            return signer.equals(key.fingerprint()) ? Trust.VERIFIED : Trust.UNKNOWN;
        }
    }
}
