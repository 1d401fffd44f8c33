package guichet.demo;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.crypto.Usability;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailBuilder.Threading;
import guichet.inbox.mime.Outgoing;
import guichet.keystore.Address;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Somebody outside who writes to the association, with a key of their own or without.
final class Correspondent {
    private static final int UNIQUE_BYTES = 12;

    private final String name;
    private final Address address;
    private final Optional<SecretKey> key;
    private final MailBuilder builder;
    private final SecureRandom random;

    Correspondent(String name, Address address, Optional<SecretKey> key, SecureRandom random) {
        this.name = name;
        this.address = address;
        this.key = key;
        this.builder = new MailBuilder(new OpenPgp(), random);
        this.random = random;
    }

    String name() {
        return name;
    }

    Address address() {
        return address;
    }

    Optional<SecretKey> key() {
        return key;
    }

    /// The same person with another key, or a first one.
    Correspondent with(SecretKey other) {
        return new Correspondent(name, address, Optional.of(other), random);
    }

    /// A letter of theirs: encrypted and signed where they have a key, else in the clear.
    ///
    /// @param answers the Message-ID that it answers
    byte[] write(Address to, Certificate recipient, String subject, String body, Optional<String> answers,
            Instant when) {
        Outgoing mail = new Outgoing(address, name, List.of(to), List.of(), when, messageId(), answers,
                answers.stream().toList(), subject, body, List.of());
        if (key.isEmpty()) {
            return builder.clear(mail);
        }
        return switch (recipient.usability(when)) {
            case Usability.Usable usable -> encrypted(mail, usable);
            case Usability.Unusable _ -> throw new IllegalStateException("the demo's own key can't be used");
        };
    }

    private byte[] encrypted(Outgoing mail, Usability.Usable recipient) {
        try {
            return builder.encrypted(mail, List.of(recipient.key()), key.orElseThrow(), Threading.OUTSIDE_TOO).bytes();
        } catch (CryptoException e) {
            throw new IllegalStateException("the demo can't encrypt", e);
        }
    }

    private String messageId() {
        byte[] unique = new byte[UNIQUE_BYTES];
        random.nextBytes(unique);
        return HexFormat.of().formatHex(unique) + "@" + address.domain();
    }
}
