package guichet.inbox.archive;

import guichet.inbox.Attachment;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.ReadableMail;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The files of one message in a bag, and what `case.json` says of it.
final class MessagePart {
    private static final int UNIQUE = 32;

    private final Tx tx;
    private final ManifestedBag bag;
    private final SignalPart signal;
    private final Optional<ChatPart> chat;
    private final BagLanguage language;

    MessagePart(Tx tx, ManifestedBag bag, SignalPart signal, Optional<ChatPart> chat,
            BagLanguage language) {
        this.tx = tx;
        this.bag = bag;
        this.signal = signal;
        this.chat = chat;
        this.language = language;
    }

    /// @param files filled with where each attachment lies
    JsonMap write(StoredMessage message, String body, Map<Attachment, String> files)
            throws VaultException, IOException {
        String folder = String.format(Locale.ROOT, "messages/%06d/", message.n());
        JsonMap json = about(message);
        raw(message.id(), folder, json);
        List<JsonMap> attachments = new ArrayList<>();
        List<AttachedFile> contents = new ArrayList<>();
        for (Attachment file : message.attachments()) {
            String path = folder + "attachments/" + SafeName.of(file.n(), file.name());
            Optional<LongContent> far = LongContents.of(tx, new MessageId(message.id()), file.n());
            if (far.isPresent()) {
                // Not in the readable mail, where it would have to be held: it lies beside it.
                longPayload(path, far.get());
            } else {
                byte[] content = StoredMessage.file(tx, message.id(), file.n());
                bag.payload(path, content);
                contents.add(new AttachedFile(file.name(), file.type(), content));
            }
            files.put(file, path);
            attachments.add(new JsonMap().put("n", file.n()).put("name", file.name()).put("type", file.type())
                    .put("size", file.size()).put("sha256", file.sha256()).put("file", path));
        }
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        bag.payload(folder + "text.txt", text);
        bag.payload(folder + "read.eml", readable(message, body, text, contents));
        json.put("text", folder + "text.txt").put("read", folder + "read.eml").objects("attachments", attachments);
        Optional<JsonMap> onSignal = signal.of(message.id());
        onSignal.ifPresent(part -> json.put("signal", part));
        Optional<JsonMap> inRoom = chat.isEmpty() ? Optional.empty() : chat.get().of(message.id());
        // Its thread is named after a number of this vault: the room says the same.
        inRoom.ifPresent(part -> json.put("chat", part).put("thread", ""));
        List<JsonMap> envelopes = signal.envelopes(message.id(), folder, bag);
        return envelopes.isEmpty() ? json : json.objects("envelopes", envelopes);
    }

    /// What a transcript says of a message beside its text, of Signal and of the chat alone.
    List<String> marks(StoredMessage message) throws VaultException {
        List<String> marks = new ArrayList<>(chat.isEmpty() ? List.of() : chat.get().marks(message.id()));
        tx.list("SELECT taken FROM signal_message WHERE message = ? AND taken <> 'NO'", row -> row.text("taken"),
                message.id()).forEach(taken -> marks.add(language.say("message." + Inert.lower(taken))));
        tx.list("SELECT text FROM signal_event WHERE source = ? AND kind = 'QUOTE'", row -> row.text("text"),
                message.id()).forEach(text -> marks.add(language.say("message.quote", text)));
        tx.list("""
                SELECT body FROM signal_version v JOIN signal_message m ON m.message = v.message
                WHERE v.message = ? AND v.sent <> m.revision ORDER BY v.sent""", row -> row.text("body"), message.id())
                .forEach(text -> marks.add(language.say("message.earlier", text)));
        record Reaction(String text, long by) {
        }
        for (Reaction reaction : tx.list("""
                SELECT text, author, max(sent) AS at FROM signal_event WHERE target = ? AND kind = 'REACTION'
                GROUP BY author ORDER BY at""", row -> new Reaction(row.text("text"), row.number("author")),
                message.id())) {
            if (!reaction.text().isEmpty()) {
                marks.add(language.say("message.reaction", reaction.text() + "  " + signal.name(reaction.by())));
            }
        }
        tx.list("SELECT name, why FROM signal_missing WHERE message = ? ORDER BY n",
                row -> row.text("name") + " (" + row.text("why") + ")", message.id())
                .forEach(missing -> marks.add(language.say("message.missing", missing)));
        return marks;
    }

    private void raw(long id, String folder, JsonMap json) throws VaultException, IOException {
        @SuppressWarnings("ArrayRecordComponent") // read, written and forgotten
        record Raw(byte[] content, Optional<byte[]> sessionKey) {
        }
        Optional<Raw> raw = tx.one("SELECT raw, session_key FROM message_raw WHERE message = ?",
                row -> new Raw(row.bytes("raw"), row.bytesOrNone("session_key")), id);
        if (raw.isPresent()) {
            Optional<LongContent> far = LongContents.raw(tx, new MessageId(id));
            if (far.isPresent()) {
                longPayload(folder + "received.eml", far.get());
            } else {
                bag.payload(folder + "received.eml", raw.get().content());
            }
            json.put("raw", folder + "received.eml").putText("sessionKey",
                    raw.get().sessionKey().map(Base64.getEncoder()::encodeToString));
        }
        json.objects("identities", tx.list(
                "SELECT identity, wire_id FROM message_identity WHERE message = ? ORDER BY identity",
                MessagePart::identity, id));
    }

    private void longPayload(String path, LongContent content) throws IOException {
        bag.payload(path, content.size(), out -> LongContents.copy(tx, content, out));
    }

    private static JsonMap identity(Row row) throws VaultException {
        return new JsonMap().put("hash", HexFormat.of().formatHex(row.bytes("identity"))).putText("messageId",
                row.textOrNone("wire_id"));
    }

    private static byte[] readable(StoredMessage message, String body, byte[] text, List<AttachedFile> files) {
        // No text can hold its own hash, so no text can end its part before its time.
        String unique = ManifestedBag.sha512(text).substring(0, UNIQUE);
        return ReadableMail.of(new ReadableMail.Page(message.channel().word(), message.from(), message.to(),
                message.cc(), message.date(), message.wireId(), message.references(), message.subject(), body, files,
                unique));
    }

    private static JsonMap about(StoredMessage message) {
        JsonMap json = new JsonMap().put("n", message.n()).put("channel", message.channel().name())
                .put("direction", message.direction().name()).put("filedBy", message.filedBy())
                .put("from", party(message.from()))
                .objects("to", message.to().stream().map(MessagePart::party).toList())
                .objects("cc", message.cc().stream().map(MessagePart::party).toList()).put("date", message.date())
                .put("received", message.received()).put("subject", message.subject())
                .flag("seen", message.read()).put("thread", thread(message))
                .putText("messageId", message.wireId()).strings("references", message.references());
        message.verdict().ifPresent(verdict -> {
            JsonMap protection = new JsonMap().put("encryption", verdict.encryption())
                    .put("signature", verdict.signature()).putText("signer", verdict.signer())
                    .put("signerUserId", verdict.signerUserId()).put("problems", verdict.problems());
            verdict.senderMatches().ifPresent(matches -> protection.flag("senderMatches", matches));
            json.put("protection", protection);
        });
        return json.putText("signedContent", message.signedContent()).put("judgedWith", message.judgedWith())
                .flag("waitsForKey", message.waitsForKey()).flag("indexed", message.indexed());
    }

    /// On Signal it is named after a number of this vault: the conversation says the same.
    private static String thread(StoredMessage message) {
        return message.channel() == Channel.SIGNAL ? "" : message.thread();
    }

    private static JsonMap party(Party party) {
        return new JsonMap().put("name", party.name()).put("address", party.address());
    }
}
