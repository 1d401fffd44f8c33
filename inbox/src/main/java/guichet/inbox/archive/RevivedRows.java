package guichet.inbox.archive;

import guichet.crypto.Digests;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.RevivedMessages;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Messages out of a bag into their tables. First what `case.json` says of each, then their files as they come by.
final class RevivedRows {
    /// No later version reads it again: the account that it came by may be no more.
    private static final long READ_FOR_GOOD = Integer.MAX_VALUE;

    private final Tx tx;
    private final CaseId caseId;
    private final RevivedSignal signal;
    private final RevivedChat chat;
    private final Map<Long, Long> numbers = new LinkedHashMap<>();

    RevivedRows(Tx tx, CaseId caseId, RevivedSignal signal, RevivedChat chat) {
        this.tx = tx;
        this.caseId = caseId;
        this.signal = signal;
        this.chat = chat;
    }

    /// Where the content of one file of the bag belongs.
    sealed interface Slot {
        record Text(long message) implements Slot {
        }

        record Raw(long message, Optional<byte[]> sessionKey) implements Slot {
        }

        record File(long message, JsonMap about) implements Slot {
        }

        record Envelope(long message, JsonMap about) implements Slot {
        }

        record Key(JsonMap about) implements Slot {
        }
    }

    /// The number here of each message of the bag, in its order.
    Map<Long, Long> numbers() {
        return numbers;
    }

    /// @param slots gets, by path, what is still to come
    void insert(JsonMap message, Map<String, Slot> slots) throws VaultException, BadBag {
        long id = RevivedMessages.nextId(tx);
        Instant date = message.time("date");
        Instant received = message.time("received");
        Optional<JsonMap> protection = message.objectOrNone("protection");
        JsonMap verdict = protection.orElseGet(JsonMap::new);
        Channel channel = constant(Channel.class, message.text("channel"));
        String thread = channel == Channel.SIGNAL ? signal.thread(message) : chat.thread(message);
        tx.update("""
                INSERT INTO message (id, place, case_id, filed_by, channel, direction, from_name, from_address, date,
                  received, subject, snippet, is_read, thread, wire_id, encryption, signature, signer, signer_user_id,
                  sender_matches, problems, signed_content, judged_with, waits_for_key, is_indexed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id,
                RevivedMessages.place(date, received, id), caseId.value(), message.text("filedBy"), channel.name(),
                constant(Direction.class, message.text("direction")).name(), message.object("from").text("name"),
                message.object("from").text("address"), date, received, message.text("subject"), "",
                message.flag("seen"), thread, message.textOrNone("messageId").orElse(null),
                verdict.textOrNone("encryption").orElse(null), verdict.textOrNone("signature").orElse(null),
                verdict.textOrNone("signer").orElse(null),
                protection.isEmpty() ? null : verdict.text("signerUserId"),
                verdict.flagOrNone("senderMatches").orElse(null),
                protection.isEmpty() ? null : verdict.text("problems"),
                message.textOrNone("signedContent").orElse(null), message.text("judgedWith"),
                message.flag("waitsForKey"), message.flag("indexed"));
        if (numbers.put(message.number("n"), id) != null) {
            throw JsonMap.bad();
        }
        parts(message, id);
        Optional<byte[]> sessionKey = message.textOrNone("sessionKey").map(Base64.getDecoder()::decode);
        slot(slots, message.text("text"), new Slot.Text(id));
        if (message.textOrNone("raw").isPresent()) {
            slot(slots, message.text("raw"), new Slot.Raw(id, sessionKey));
        }
        for (JsonMap file : message.objects("attachments")) {
            slot(slots, file.text("file"), new Slot.File(id, file));
        }
        for (JsonMap envelope : message.objects("envelopes")) {
            slot(slots, envelope.text("file"), new Slot.Envelope(id, envelope));
        }
        if (message.objectOrNone("signal").isPresent()) {
            signal.message(id, message.object("signal"));
        }
        if (message.objectOrNone("chat").isPresent()) {
            chat.message(id, message.object("chat"));
        }
    }

    private static void slot(Map<String, Slot> slots, String path, Slot slot) throws BadBag {
        if (slots.put("data/" + path, slot) != null) {
            throw JsonMap.bad();
        }
    }

    private void parts(JsonMap message, long id) throws VaultException, BadBag {
        int n = 0;
        for (JsonMap to : message.objects("to")) {
            recipient(id, n++, "TO", to);
        }
        for (JsonMap cc : message.objects("cc")) {
            recipient(id, n++, "CC", cc);
        }
        List<String> references = message.strings("references");
        for (int i = 0; i < references.size(); i++) {
            tx.update("INSERT INTO message_reference (message, n, wire_id) VALUES (?, ?, ?)", id, i,
                    references.get(i));
        }
        for (JsonMap identity : message.objects("identities")) {
            // The same mail may have come again meanwhile: then that one keeps it.
            tx.update("""
                    INSERT INTO message_identity (identity, message, wire_id) VALUES (?, ?, ?)
                    ON CONFLICT (identity) DO NOTHING""", HexFormat.of().parseHex(identity.text("hash")), id,
                    identity.textOrNone("messageId").orElse(null));
        }
    }

    private void recipient(long id, int n, String role, JsonMap party) throws VaultException, BadBag {
        tx.update("INSERT INTO message_recipient (message, n, role, name, address) VALUES (?, ?, ?, ?, ?)", id, n,
                role, party.text("name"), party.text("address"));
    }

    void fill(Slot slot, byte[] content) throws VaultException, BadBag {
        switch (slot) {
            case Slot.Text text -> {
                String body = new String(content, StandardCharsets.UTF_8);
                tx.update("INSERT INTO message_body (message, body) VALUES (?, ?)", text.message(), body);
                tx.update("UPDATE message SET snippet = ? WHERE id = ?", RevivedMessages.snippet(body),
                        text.message());
            }
            case Slot.Raw raw -> tx.update("INSERT INTO message_raw (message, session_key, raw) VALUES (?, ?, ?)",
                    raw.message(), raw.sessionKey().orElse(null), held(content, raw.message(), 0));
            case Slot.File file -> {
                String sha256 = HexFormat.of().formatHex(Digests.sha256(content));
                if (!sha256.equals(file.about().text("sha256"))) {
                    throw new BadBag(BadBag.Why.ALTERED);
                }
                tx.update("""
                        INSERT INTO message_attachment (message, n, name, type, size, sha256, content)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""", file.message(), file.about().number("n"),
                        file.about().text("name"), file.about().text("type"), (long) content.length, sha256,
                        held(content, file.message(), file.about().number("n")));
            }
            case Slot.Key key -> tx.update("""
                    INSERT INTO past_key (case_id, fingerprint, entry, certificate) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", caseId.value(), key.about().text("fingerprint"),
                    new String(key.about().pretty(), StandardCharsets.UTF_8),
                    new String(content, StandardCharsets.US_ASCII));
            case Slot.Envelope envelope -> tx.update("""
                    INSERT INTO signal_envelope (account, received, digest, reader, understood, message, raw)
                    VALUES (0, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING""",
                    envelope.about().time("received"),
                    envelope.about().textOrNone("digest").map(HexFormat.of()::parseHex).orElse(null),
                    READ_FOR_GOOD, envelope.about().flag("understood"), envelope.message(),
                    content);
        }
    }

    /// What is too long to stand in its row goes into pieces, as intake has it.
    private byte[] held(byte[] content, long message, long n) throws VaultException {
        if (content.length <= LongContents.HELD) {
            return content;
        }
        LongContents.revive(tx, content, new MessageId(message), n);
        return new byte[0];
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) throws BadBag {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw JsonMap.bad();
        }
    }
}
