package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.crypto.Ciphertext;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.LongCiphertext;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.keystore.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// Builds every mail that leaves, finished: nothing is added or changed after it. Deterministic but for the encryption itself and
/// the boundaries. Any thread.
///
/// All lines are ended by CRLF and at most 998 bytes long, and all of it is ASCII but for addresses that are not.
public final class MailBuilder {
    /// What everyone on the way reads as the subject of an encrypted mail.
    public static final String OUTER_SUBJECT = "[...]";

    /// Read by RFC 9788's implementations, and by those of its drafts.
    private static final String PROTECTED = ";\r\n hp=\"cipher\"; protected-headers=\"v1\"";
    private static final Pattern MESSAGE_ID = Pattern.compile("[!-;=?-~]{1,240}@[!-;=?-~]{1,240}");
    private static final int MOST_REFERENCES = 20;
    private static final int LARGEST_AUTOCRYPT = 10_000;
    private static final int BOUNDARY_BYTES = 18;
    /// In seconds; as Delta Chat does, since some servers refuse what is older than a week.
    private static final int MOST_BLUR = 6 * 24 * 3600;
    private static final String NOBODY_NAMED = "\"hidden-recipients\": ;";

    private final OpenPgp openPgp;
    private final SecureRandom random;

    public MailBuilder(OpenPgp openPgp, SecureRandom random) {
        this.openPgp = openPgp;
        this.random = random;
    }

    /// A PGP/MIME mail (RFC 3156), signed inside, with protected headers (RFC 9788, `hp="cipher"`), signed and encrypted at the
    /// mail's own date.
    ///
    /// Outer headers are From (address only), To, Cc, Date in UTC, Message-ID, Subject `[...]` and the MIME headers, and no others; the
    /// threading headers stand outside only where `threading` is [Threading#OUTSIDE_TOO]. Inside stand the true ones, and our
    /// certificate where it is small (Autocrypt), so that an answer can be encrypted.
    ///
    /// @throws IllegalArgumentException where `messageId` is none
    public EncryptedMail encrypted(Outgoing mail, List<EncryptionKey> to, SecretKey signer, Threading threading)
            throws CryptoException {
        Heads heads = heads(mail, signer, threading);
        byte[] plaintext = Content.entity(heads.inner(), PROTECTED, mail.body(), mail.attachments(), boundary());
        Ciphertext ciphertext = openPgp.encryptAndSign(plaintext, to, signer, mail.date());
        return new EncryptedMail(wrapped(heads.outer(), ciphertext), ciphertext);
    }

    /// The same of any length: its files that are not held are [FarPart]s, and what is written goes through.
    ///
    /// @param out gets the finished bytes; not closed; what is in it when this throws is of no use
    /// @throws IOException where a file can't be read, or `out` not written
    public LongCiphertext encryptedLong(Outgoing mail, List<EncryptionKey> to, SecretKey signer, Threading threading,
            OutputStream out) throws CryptoException, IOException {
        Heads heads = heads(mail, signer, threading);
        Wrapping round = wrapping(heads.outer());
        out.write(utf8(round.before()));
        LongCiphertext ciphertext = openPgp.encryptAndSignLong(
                inside -> Content.write(heads.inner(), PROTECTED, mail.body(), mail.attachments(), boundary(), inside),
                to, signer, mail.date(), out);
        out.write(utf8(round.after()));
        return ciphertext;
    }

    /// The headers that everyone on the way reads, and those that the recipients alone do.
    private record Heads(HeaderLines outer, HeaderLines inner) {
    }

    private static Heads heads(Outgoing mail, SecretKey signer, Threading threading) {
        HeaderLines outer = envelopeHeaders(mail).addText("Subject", OUTER_SUBJECT);
        if (threading == Threading.OUTSIDE_TOO) {
            addThreading(mail, outer);
        }
        HeaderLines inner = new HeaderLines().addMailbox("From", mail.fromName(), mail.from())
                .addAddresses("To", mail.to()).addAddresses("Cc", mail.cc()).add("Date", MailDate.inUtc(mail.date()))
                .addIds("Message-ID", List.of(checked(mail.messageId()))).addText("Subject", mail.subject());
        addThreading(mail, inner);
        addAutocrypt(mail.from(), signer.certificate(), inner);
        return new Heads(outer, inner.addOuter(outer));
    }

    /// A message of the internal chat in Delta Chat's form (docs/chat.md): PGP/MIME, signed inside, everything inside but the sender's address. Outer headers are
    /// From, To that names nobody, a Date that is up to six days early, Message-ID, Subject `[...]`, Chat-Version and the MIME headers, and no others.
    ///
    /// @param now when it is signed
    /// @throws IllegalArgumentException where `messageId` is none
    public EncryptedMail chat(ChatMail mail, List<EncryptionKey> to, SecretKey signer, Instant now)
            throws CryptoException {
        Instant blurred = now.minusSeconds(random.nextInt(MOST_BLUR));
        HeaderLines outer = new HeaderLines().addMailbox("From", "", mail.from()).add("To", NOBODY_NAMED)
                .addText("Subject", OUTER_SUBJECT).add("Date", MailDate.inUtc(blurred))
                .addIds("Message-ID", List.of(checked(mail.messageId()))).add("Chat-Version", "1.0");
        HeaderLines inner = new HeaderLines().addMailbox("From", mail.fromName(), mail.from())
                .addMailboxes("To", mail.to().stream()
                        .map(party -> new HeaderLines.Mailbox(party.name(), new Address(party.address()))).toList())
                .add("Date", MailDate.inUtc(mail.written()))
                .addIds("Message-ID", List.of(mail.messageId())).addText("Subject", mail.subject())
                .addIds("In-Reply-To", wellFormed(mail.inReplyTo().stream().toList()))
                .addIds("References", wellFormed(mail.inReplyTo().stream().toList()));
        ChatFields.add(mail.headers(), inner);
        if (mail.receipt() == ChatMail.Receipt.ASKED_FOR) {
            inner.add("Chat-Disposition-Notification-To", mail.from().value());
        }
        ChatFields.addKey("Autocrypt", mail.from(), signer.certificate().bytes(), inner);
        mail.gossip().forEach(other -> ChatFields.addKey("Autocrypt-Gossip", other.address(),
                other.certificate().bytes(), inner));
        inner.addOuter(outer);
        byte[] plaintext = Content.entity(inner, PROTECTED, mail.body(), mail.attachments(), boundary());
        Ciphertext ciphertext = openPgp.encryptAndSign(plaintext, to, signer, now);
        return new EncryptedMail(wrapped(outer, ciphertext), ciphertext);
    }

    /// A mail in the clear, unsigned: what an override sends. The sender's name is not in it.
    ///
    /// @throws IllegalArgumentException where `messageId` is none
    public byte[] clear(Outgoing mail) {
        return Content.entity(clearHeaders(mail), "", mail.body(), mail.attachments(), boundary());
    }

    /// The same of any length, see [#encryptedLong].
    public void clearLong(Outgoing mail, OutputStream out) throws IOException {
        Content.write(clearHeaders(mail), "", mail.body(), mail.attachments(), boundary(), out);
    }

    private static HeaderLines clearHeaders(Outgoing mail) {
        HeaderLines headers = envelopeHeaders(mail).addText("Subject", mail.subject());
        addThreading(mail, headers);
        return headers.add("MIME-Version", "1.0");
    }

    /// Whether the recipient's side may thread by headers that everyone on the way can read.
    public enum Threading {
        INSIDE_ONLY, OUTSIDE_TOO
    }

    /// The finished bytes and the ciphertext in them, which alone says who can read it.
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    public record EncryptedMail(byte[] bytes, Ciphertext ciphertext) {
    }

    private static HeaderLines envelopeHeaders(Outgoing mail) {
        return new HeaderLines().addMailbox("From", "", mail.from()).addAddresses("To", mail.to())
                .addAddresses("Cc", mail.cc()).add("Date", MailDate.inUtc(mail.date()))
                .addIds("Message-ID", List.of(checked(mail.messageId())));
    }

    private static void addThreading(Outgoing mail, HeaderLines headers) {
        List<String> references = wellFormed(mail.references());
        headers.addIds("In-Reply-To", wellFormed(mail.inReplyTo().stream().toList()));
        headers.addIds("References",
                references.subList(Math.max(0, references.size() - MOST_REFERENCES), references.size()));
    }

    private static void addAutocrypt(Address from, Certificate own, HeaderLines headers) {
        byte[] key = own.bytes();
        boolean ours = own.addresses().stream().flatMap(address -> Address.parse(address).stream())
                .anyMatch(from::equals);
        if (ours && key.length <= LARGEST_AUTOCRYPT) {
            String data = Base64.getMimeEncoder(72, "\r\n ".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
            headers.add("Autocrypt", "addr=" + from.value() + "; prefer-encrypt=mutual;\r\n keydata=\r\n " + data);
        }
    }

    private byte[] wrapped(HeaderLines outer, Ciphertext ciphertext) {
        Wrapping round = wrapping(outer);
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(utf8(round.before()));
        mail.writeBytes(ciphertext.bytes());
        mail.writeBytes(utf8(round.after()));
        return mail.toByteArray();
    }

    /// What stands round the ciphertext.
    private record Wrapping(String before, String after) {
    }

    private Wrapping wrapping(HeaderLines outer) {
        String boundary = boundary();
        HeaderLines headers = new HeaderLines().addAll(outer).add("MIME-Version", "1.0").add("Content-Type",
                "multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n boundary=\"" + boundary + "\"");
        return new Wrapping(headers.text() + "\r\n--" + boundary
                + "\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--" + boundary
                + "\r\nContent-Type: application/octet-stream; name=\"encrypted.asc\"\r\n"
                + "Content-Disposition: inline; filename=\"encrypted.asc\"\r\n\r\n",
                "\r\n--" + boundary + "--\r\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String boundary() {
        byte[] unique = new byte[BOUNDARY_BYTES];
        random.nextBytes(unique);
        return "=_" + HexFormat.of().formatHex(unique);
    }

    /// Strangers' ids that could break a header are left out: what they thread is not worth it.
    private static List<String> wellFormed(List<String> ids) {
        return ids.stream().filter(id -> MESSAGE_ID.matcher(id).matches()).toList();
    }

    private static String checked(String messageId) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("not a Message-ID");
        }
        return messageId;
    }
}
