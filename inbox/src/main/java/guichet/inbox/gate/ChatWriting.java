package guichet.inbox.gate;

import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.inbox.Party;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatText;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.Roster.Seat;
import guichet.inbox.chat.Wall.Reader;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.ChatHeaders;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.inbox.mime.ChatMail;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailBuilder.EncryptedMail;
import guichet.keystore.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a mail of what leaves into a room, for the very people who are in it at that moment.
final class ChatWriting {
    /// Who was removed is named for so long, as phones do.
    private static final Duration REMEMBERED = Duration.ofDays(60);

    private final MailBuilder builder;

    ChatWriting(MailBuilder builder) {
        this.builder = builder;
    }

    /// Whoever writes, and their own key, so that they can read it as well.
    record Author(ChatAccount seat, SecretKey signer, EncryptionKey own) {
    }

    /// @param readers without whoever writes
    /// @throws CryptoException where it can't be encrypted to exactly its readers and its author
    EncryptedMail mail(ChatForm form, RoomRow room, Author author, List<Reader> readers, Instant now)
            throws CryptoException {
        List<EncryptionKey> keys = new ArrayList<>();
        readers.forEach(reader -> keys.add(reader.key()));
        keys.add(author.own());
        EncryptedMail mail = builder.chat(content(form, room, author.seat(), readers, now), keys, author.signer(), now);
        Set<Fingerprint> meant = keys.stream().map(EncryptionKey::fingerprint).collect(Collectors.toUnmodifiableSet());
        if (!mail.ciphertext().recipients().equals(meant) || OuterForm.flawInChat(mail.bytes()).isPresent()) {
            throw new IllegalStateException("the finished mail is not the encrypted mail that was meant");
        }
        return mail;
    }

    private static ChatMail content(ChatForm form, RoomRow room, ChatAccount seat, List<Reader> readers, Instant now) {
        if (form.matter() instanceof ChatMatter.Farewell farewell) {
            return farewell(form, farewell, seat, readers);
        }
        List<Party> to = readers.stream().map(reader -> new Party(reader.name(), reader.address().value())).toList();
        Words words = words(form.matter());
        ChatHeaders headers = new ChatHeaders(room.group().map(id -> group(id, room, readers, now)),
                act(form.matter()), room.timer(), List.of());
        boolean tells = form.matter() instanceof ChatMatter.Words;
        List<ChatMail.Gossip> gossip = room.group().isPresent()
                ? readers.stream().map(reader -> new ChatMail.Gossip(reader.address(), reader.known().certificate()))
                        .toList()
                : List.of();
        return new ChatMail(seat.address(), seat.name(), to, form.written(), form.messageId(), words.answers(),
                room.group().isPresent() ? room.roster().name().text() : seat.name(), headers, words.body(),
                words.files(), gossip, tells ? ChatMail.Receipt.ASKED_FOR : ChatMail.Receipt.NOT_ASKED_FOR);
    }

    private static ChatMail farewell(ChatForm form, ChatMatter.Farewell farewell, ChatAccount seat,
            List<Reader> readers) {
        Listed whom = new Listed("", farewell.address().value(), Optional.of(farewell.key()), OptionalLong.empty());
        ChatHeaders headers = new ChatHeaders(Optional.of(new Group(farewell.group(), farewell.room(),
                OptionalLong.empty(), List.of(), List.of())), new Act.Removed(whom), OptionalLong.empty(), List.of());
        return new ChatMail(seat.address(), seat.name(),
                readers.stream().map(reader -> new Party(reader.name(), reader.address().value())).toList(),
                form.written(), form.messageId(), Optional.empty(), farewell.room(), headers,
                "Member " + farewell.address() + " was removed.", List.of(), List.of(),
                ChatMail.Receipt.NOT_ASKED_FOR);
    }

    private static Group group(String id, RoomRow room, List<Reader> readers, Instant now) {
        List<Listed> members = readers.stream().map(reader -> listed(reader.name(), reader.address().value(),
                reader.key().fingerprint(), added(room, reader.key().fingerprint()))).toList();
        long since = now.minus(REMEMBERED).getEpochSecond();
        List<Listed> past = new ArrayList<>();
        for (Map.Entry<Fingerprint, Seat> each : room.roster().seats().entrySet()) {
            Seat out = each.getValue();
            if (!out.isIn() && out.removed() > since) {
                past.add(listed(out.name(), out.address().value(), each.getKey(), out.removed()));
            }
        }
        return new Group(id, room.roster().name().text(), OptionalLong.of(room.roster().name().time()), members, past);
    }

    private static long added(RoomRow room, Fingerprint key) {
        return Optional.ofNullable(room.roster().seats().get(key)).map(Seat::added).orElse(0L);
    }

    private static Listed listed(String name, String address, Fingerprint key, long time) {
        return new Listed(name, address, Optional.of(key), OptionalLong.of(time));
    }

    private static Act act(ChatMatter matter) {
        return switch (matter) {
            case ChatMatter.Words _ -> new Act.Words();
            case ChatMatter.Reaction _ -> new Act.Reaction();
            case ChatMatter.Edit(String target, String _, String _) -> new Act.Edit(target);
            case ChatMatter.Deletion(String target) -> new Act.Delete(List.of(target));
            case ChatMatter.Added(Fingerprint key, Address address) ->
                new Act.Added(new Listed("", address.value(), Optional.of(key), OptionalLong.empty()));
            case ChatMatter.Removed(Fingerprint key, Address address) ->
                new Act.Removed(new Listed("", address.value(), Optional.of(key), OptionalLong.empty()));
            case ChatMatter.Farewell _ -> throw new IllegalStateException("it is written otherwise");
            case ChatMatter.Renamed(String before) -> new Act.Renamed(before);
        };
    }

    private record Words(String body, List<AttachedFile> files, Optional<String> answers) {
    }

    /// What an app shows that does not know what the message does.
    private static Words words(ChatMatter matter) {
        return switch (matter) {
            case ChatMatter.Words said -> new Words(
                    new ChatText(said.quote().map(ChatMatter.Quote::text), said.body()).written(), said.attachments(),
                    said.quote().map(ChatMatter.Quote::target));
            case ChatMatter.Reaction(String target, String emoji) ->
                new Words(emoji, List.of(), Optional.of(target));
            case ChatMatter.Edit(String target, String before, String body) -> new Words(
                    new ChatText(Optional.of(ChatText.cited(before)).filter(text -> !text.isBlank()), body)
                            .writtenAsEdit(),
                    List.of(), Optional.of(target));
            case ChatMatter.Deletion(String target) -> new Words("\uD83D\uDEAE", List.of(), Optional.of(target));
            case ChatMatter.Added(Fingerprint _, Address address) ->
                new Words("Member " + address + " was added.", List.of(), Optional.empty());
            case ChatMatter.Removed(Fingerprint _, Address address) ->
                new Words("Member " + address + " was removed.", List.of(), Optional.empty());
            case ChatMatter.Renamed _ -> new Words("Chat name changed.", List.of(), Optional.empty());
            case ChatMatter.Farewell _ -> throw new IllegalStateException("it is written otherwise");
        };
    }
}
