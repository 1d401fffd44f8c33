package guichet.inbox.mime;

import guichet.crypto.Opened;
import guichet.crypto.OpenedFile;
import guichet.crypto.SessionKey;
import guichet.crypto.SignatureCheck;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes one message out of its cryptographic layers: at most an encrypted one, and in it or alone a signed one; or one block of OpenPGP that is
/// all of its text. What is innermost is read anew from exactly the bytes that were decrypted or signed, and is all that is shown.
final class Layers {
    private final Budget budget;
    private final Opener opener;
    private final Verifier verifier;
    private final SignerDirectory signers;
    private Encryption encryption = Encryption.NONE;
    private Optional<SessionKey> sessionKey = Optional.empty();
    private final List<SignatureCheck> checks = new ArrayList<>();
    private final Set<Problem> problems = EnumSet.noneOf(Problem.class);

    Layers(Budget budget, Opener opener, Verifier verifier, SignerDirectory signers) {
        this.budget = budget;
        this.opener = opener;
        this.verifier = verifier;
        this.signers = signers;
    }

    interface Opener {
        Opened open(byte[] rawCiphertext);

        /// Of a message that is read where it lies.
        default OpenedFile openLong(MailSource rawCiphertext) throws IOException {
            throw new IllegalStateException("what is held is opened as it is");
        }
    }

    interface Verifier {
        List<SignatureCheck> verify(byte[] signed, byte[] rawSignature, Where where);

        /// Of a message that is read where it lies.
        default List<SignatureCheck> verifyLong(MailSource signed, byte[] rawSignature, Where where)
                throws IOException {
            throw new IllegalStateException("what is held is verified as it is");
        }
    }

    /// Where a detached signature stood.
    enum Where {
        IN_THE_CLEAR, INSIDE
    }

    Reading read(byte[] rawMessage) {
        try {
            return read(Sparse.whole(rawMessage));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not of what is in memory
        }
    }

    /// @throws IOException where the message can't be read where it lies
    Reading read(Sparse message) throws IOException {
        MimeParser.Parsed outer = MimeParser.parse(message, budget);
        Header header = outer.root().header();
        if (header.first("from").isEmpty()) {
            problems.add(Problem.MALFORMED);
        }
        return switch (CryptoStructure.of(outer)) {
            case CryptoStructure.Encrypted encrypted -> encrypted(header, encrypted);
            case CryptoStructure.Signed signed -> {
                Optional<CryptoStructure.Encrypted> inner = CryptoStructure.encryptedThenSigned(signed);
                yield inner.isPresent()
                        ? encrypted(header, inner.get())
                        : signed(header, signed.part(), signed.signature());
            }
            case CryptoStructure.None _ -> switch (InlineBlock.of(outer)) {
                case InlineBlock.Encrypted(String armor) -> switch (opener.open(bytes(armor))) {
                    case Opened.Plaintext plaintext -> openedText(header, plaintext);
                    case Opened.Refused(Opened.Why why) -> refused(header, why);
                };
                case InlineBlock.Signed block -> signedText(header, block);
                case InlineBlock.None _ -> clear(header, outer);
            };
        };
    }

    private Reading encrypted(Header header, CryptoStructure.Encrypted encrypted) throws IOException {
        if (encrypted.ciphertext().isFar()) {
            return encryptedFar(header, encrypted.ciphertext());
        }
        return switch (opener.open(encrypted.ciphertext().content())) {
            case Opened.Plaintext plaintext -> {
                checks.addAll(plaintext.signatures());
                yield opened(header, plaintext.sessionKey(), Sparse.whole(plaintext.bytes()));
            }
            case Opened.Refused(Opened.Why why) -> refused(header, why);
        };
    }

    private Reading encryptedFar(Header header, Entity.Leaf ciphertext) throws IOException {
        return switch (budget.untimed(() -> opener.openLong(ciphertext::far))) {
            case OpenedFile.Whole whole -> {
                checks.addAll(whole.signatures());
                yield opened(header, whole.sessionKey(), budget.untimed(() -> Sparse.of(whole::content)));
            }
            case OpenedFile.Refused(Opened.Why why) -> refused(header, why);
        };
    }

    /// Text it is, and never parsed as a mail: whoever encrypted it may have put anything in.
    private Reading openedText(Header header, Opened.Plaintext plaintext) {
        encryption = Encryption.END_TO_END;
        sessionKey = Optional.of(plaintext.sessionKey());
        checks.addAll(plaintext.signatures());
        return show(header, ShownHeaders.outer(header), textOnly(plaintext.bytes(), Optional.empty()));
    }

    /// Shown is what was verified, and not the mail that it came in.
    private Reading signedText(Header header, InlineBlock.Signed block) {
        byte[] text = bytes(block.text());
        check(verifier.verify(text, bytes(block.armoredSignature()), Where.IN_THE_CLEAR));
        return show(header, ShownHeaders.outer(header), textOnly(text, block.charset()));
    }

    private static byte[] bytes(String oneCharacterEach) {
        return oneCharacterEach.getBytes(StandardCharsets.ISO_8859_1);
    }

    private View textOnly(byte[] text, Optional<String> charset) {
        byte[] type = ("Content-Type: text/plain" + charset.map(name -> "; charset=" + name).orElse("") + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] entity = Arrays.copyOf(type, type.length + text.length);
        System.arraycopy(text, 0, entity, type.length, text.length);
        budget.nextLayer();
        return ViewBuilder.of(MimeParser.parse(entity, budget), budget, LegacyDisplay.SHOWN);
    }

    private Reading clear(Header header, MimeParser.Parsed message) {
        if (message.root() instanceof Entity.Multipart root
                && (CryptoStructure.claimsEncryption(root) || CryptoStructure.claimsSignature(root))) {
            problems.add(Problem.MALFORMED); // it says what it is, but is not built so
        }
        return show(header, ShownHeaders.outer(header), ViewBuilder.of(message, budget, LegacyDisplay.SHOWN));
    }

    private Reading signed(Header header, Entity signedPart, Entity.Leaf signature) throws IOException {
        MimeParser.Parsed part = verified(signedPart, signature, Where.IN_THE_CLEAR);
        // Headers inside are worth more than those outside only where the signature over them is.
        ShownHeaders headers = Judgement.signature(checks) == Signature.VALID
                ? ShownHeaders.of(header, part.root())
                : ShownHeaders.outer(header);
        return show(header, headers, ViewBuilder.of(part, budget, LegacyDisplay.SHOWN));
    }

    private Reading opened(Header header, SessionKey key, Sparse plaintext) throws IOException {
        encryption = Encryption.END_TO_END;
        sessionKey = Optional.of(key);
        budget.nextLayer();
        MimeParser.Parsed part = MimeParser.parse(plaintext, budget);
        if (CryptoStructure.of(part) instanceof CryptoStructure.Signed(Entity signedPart, Entity.Leaf signature)) {
            part = verified(signedPart, signature, Where.INSIDE);
        }
        View view = ViewBuilder.of(part, budget, LegacyDisplay.DROPPED);
        return show(header, ShownHeaders.of(header, part.root()), view, ChatHeaderReader.inside(part.root(), view));
    }

    /// The signed part, parsed from the bytes that were verified.
    private MimeParser.Parsed verified(Entity signedPart, Entity.Leaf signature, Where where) throws IOException {
        if (signature.isFar()) {
            check(List.of());
            return MimeParser.parse(signedPart.raw(), budget);
        }
        if (signedPart.isSparse()) {
            return verifiedFar(signedPart, signature.content(), where);
        }
        byte[] signed = signedPart.raw().kept();
        List<SignatureCheck> found = verifier.verify(signed, signature.content(), where);
        if (Judgement.signature(found) != Signature.VALID && LineEnds.hasBareLf(signed)) {
            // Stored with LF; what is signed has CRLF (RFC 3156, section 5).
            byte[] canonical = LineEnds.toCrLf(signed);
            List<SignatureCheck> again = verifier.verify(canonical, signature.content(), where);
            if (Judgement.signature(again) == Signature.VALID) {
                signed = canonical;
                found = again;
            }
        }
        check(found);
        budget.nextLayer();
        return MimeParser.parse(signed, budget);
    }

    private MimeParser.Parsed verifiedFar(Entity signedPart, byte[] signature, Where where) throws IOException {
        MailSource signed = signedPart.rawSource();
        Sparse shown = signedPart.raw();
        List<SignatureCheck> found = budget.untimed(() -> verifier.verifyLong(signed, signature, where));
        if (Judgement.signature(found) != Signature.VALID && LineEnds.hasBareLf(shown.kept())) {
            MailSource canonical = () -> LineEnds.toCrLf(signed.open());
            List<SignatureCheck> again = budget.untimed(() -> verifier.verifyLong(canonical, signature, where));
            if (Judgement.signature(again) == Signature.VALID) {
                shown = budget.untimed(() -> Sparse.of(canonical));
                found = again;
            }
        }
        check(found);
        budget.nextLayer();
        return MimeParser.parse(shown, budget);
    }

    private void check(List<SignatureCheck> found) {
        if (found.isEmpty()) {
            problems.add(Problem.MALFORMED);
            checks.add(new SignatureCheck.Bad(Optional.empty(), SignatureCheck.Why.MODIFIED));
        }
        checks.addAll(found);
    }

    private Reading refused(Header header, Opened.Why why) {
        problems.add(Problem.CANNOT_DECRYPT);
        switch (why) {
            case NO_KEY -> {
            }
            case NO_INTEGRITY_PROTECTION -> problems.add(Problem.NO_INTEGRITY_PROTECTION);
            case WEAK_ALGORITHM -> problems.add(Problem.WEAK_ALGORITHM);
            case TRUNCATED, TOO_LARGE -> problems.add(Problem.TRUNCATED);
            case MODIFIED, MALFORMED -> problems.add(Problem.MALFORMED);
        }
        return show(header, ShownHeaders.outer(header), View.EMPTY);
    }

    private Reading show(Header outer, ShownHeaders headers, View view) {
        return show(outer, headers, view, Optional.empty());
    }

    private Reading show(Header outer, ShownHeaders headers, View view, Optional<ChatHeaders> chat) {
        problems.addAll(view.problems());
        boolean isProtected = encryption == Encryption.END_TO_END || Judgement.signature(checks) == Signature.VALID;
        if (isProtected && headers.subjectOutside() && !headers.subject().isBlank()) {
            problems.add(Problem.SUBJECT_UNPROTECTED);
        }
        Judgement judgement = Judgement.of(checks, headers, signers);
        Protection protection = judgement.with(encryption, problems);
        boolean proven = headers.threadInside() && encryption == Encryption.END_TO_END
                && protection.signature() == Signature.VALID;
        List<OfferedKey> candidates = KeyCandidates.of(
                headers.autocrypt().isEmpty() ? outer.all("autocrypt") : headers.autocrypt(), headers,
                view.attachments(),
                budget);
        var ids = new Reading.MessageIds(headers.messageId(), headers.inReplyTo(), headers.references(), proven);
        return new Reading(headers.from(), headers.to(), headers.cc(), headers.date(), headers.subject(), view.body(),
                protection, judgement.signedAt(), view.attachments(), ids, sessionKey, candidates,
                new ChatClaim(chat, ChatHeaderReader.outside(outer), headers.author()));
    }
}
