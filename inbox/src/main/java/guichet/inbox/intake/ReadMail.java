package guichet.inbox.intake;

import guichet.crypto.Fingerprint;
import guichet.crypto.SessionKey;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.inbox.cases.Judged;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.mime.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One mail as it was read with certain keys, ready to be stored.
record ReadMail(Reading reading, KeySet keys) {

    /// With the keys that we have and, where its signer is not among them, with those that came along: they are kept, as candidates.
    static ReadMail first(Reader reader, byte[] rawMail, KeySet keys) {
        Reading reading = reader.read(rawMail, keys.secretKeys(), keys);
        if (reading.protection().signature() != Signature.UNKNOWN_KEY || reading.candidates().isEmpty()) {
            return new ReadMail(reading, keys);
        }
        KeySet more = keys.and(reading.candidates());
        return new ReadMail(reader.read(rawMail, keys.secretKeys(), more), more);
    }

    /// By the session key where there is one: then no secret key is needed any more.
    static ReadMail again(Reader reader, byte[] rawMail, Optional<SessionKey> sessionKey, KeySet keys) {
        return new ReadMail(sessionKey.map(key -> reader.reread(rawMail, key, keys))
                .orElseGet(() -> reader.read(rawMail, keys.secretKeys(), keys)), keys);
    }

    /// @param undated when it was received: the date of a mail that has none
    NewMessage toStore(byte[] rawMail, Instant undated, Optional<SessionKey> knownBefore) {
        Party from = reading.from().isEmpty() ? new Party("", "") : reading.from().getFirst();
        List<String> references = new ArrayList<>(reading.messageIds().references());
        references.removeAll(reading.messageIds().inReplyTo());
        references.addAll(reading.messageIds().inReplyTo());
        return new NewMessage(Channel.MAIL, Direction.IN, Optional.empty(), from, reading.to(), reading.cc(),
                reading.date().orElse(undated), reading.subject(), reading.body(), Optional.of(reading.protection()),
                reading.attachments(), reading.messageIds().own(), references, rawMail,
                reading.sessionKey().or(() -> knownBefore));
    }

    Judged judged() {
        Reading.MessageIds ids = reading.messageIds();
        List<String> proven = ids.inReplyTo().isEmpty() && !ids.references().isEmpty()
                ? List.of(ids.references().getLast())
                : ids.inReplyTo();
        return new Judged(judgedWith(), better(), reading.signedAt(), ids.proven() ? proven : List.of());
    }

    private Judged.Better better() {
        return closed() || reading.protection().signature() == Signature.UNKNOWN_KEY
                ? Judged.Better.WITH_ANOTHER_KEY
                : Judged.Better.NO;
    }

    private String judgedWith() {
        Protection protection = reading.protection();
        if (closed()) {
            return keys.openers();
        }
        if (protection.signature() == Signature.UNKNOWN_KEY) {
            return keys.signers();
        }
        Optional<Fingerprint> signer = protection.signer().map(Protection.Signer::fingerprint);
        return signer.map(keys::stateOf).orElse("");
    }

    private boolean closed() {
        return reading.protection().problems().contains(Problem.CANNOT_DECRYPT);
    }
}
