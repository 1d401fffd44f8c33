package guichet.inbox.chat;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.inbox.Party;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.ChatHeaders;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.inbox.mime.ChatMail;
import guichet.inbox.mime.MailBuilder;
import guichet.keystore.Address;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A message of the chat of which every part may be forged.
///
/// @param from    whose address it claims
/// @param signer  whose key really signs
/// @param readers who can open it
record Forged(Cast.Member from, Cast.Member signer, List<Cast.Member> readers, Optional<Group> group, Act act,
        Optional<String> answers, String body, Instant written, List<ChatMail.Gossip> gossip, String messageId,
        List<AttachedFile> files) {
    private static final MailBuilder BUILDER = new MailBuilder(new OpenPgp(), new SecureRandom());

    /// Somebody whom nobody here knows.
    static final Cast.Member EVE = new Cast.Member("Eve", "eve@example.org",
            SecretKey.generate("Eve <eve@example.org>", Cast.NOW));

    /// Honest words of one to the others in a room.
    static Forged words(Cast.Member from, Optional<Group> group, String body, Instant written,
            Cast.Member... readers) {
        return new Forged(from, from, List.of(readers), group, new Act.Words(), Optional.empty(), body, written,
                List.of(), UUID.randomUUID() + "@localhost", List.of());
    }

    /// The room as somebody's program tells it.
    static Group group(String id, String name, long time, Cast.Member... members) {
        List<Listed> listed = new ArrayList<>();
        for (Cast.Member member : members) {
            listed.add(listed(member, time));
        }
        return new Group(id, name, OptionalLong.of(time), listed, List.of());
    }

    static Listed listed(Cast.Member member, long time) {
        return new Listed(member.name(), member.address(), Optional.of(member.certificate().fingerprint()),
                OptionalLong.of(time));
    }

    Forged signedBy(Cast.Member other) {
        return new Forged(from, other, readers, group, act, answers, body, written, gossip, messageId, files);
    }

    Forged doing(Act other) {
        return new Forged(from, signer, readers, group, other, answers, body, written, gossip, messageId, files);
    }

    Forged answering(String id) {
        return new Forged(from, signer, readers, group, act, Optional.of(id), body, written, gossip, messageId, files);
    }

    Forged telling(Group other) {
        return new Forged(from, signer, readers, Optional.of(other), act, answers, body, written, gossip, messageId,
                files);
    }

    Forged gossiping(List<ChatMail.Gossip> keys) {
        return new Forged(from, signer, readers, group, act, answers, body, written, keys, messageId, files);
    }

    Forged with(AttachedFile file) {
        return new Forged(from, signer, readers, group, act, answers, body, written, gossip, messageId, List.of(file));
    }

    Forged named(String id) {
        return new Forged(from, signer, readers, group, act, answers, body, written, gossip, id, files);
    }

    /// Whom it says it is for.
    private List<Party> to() {
        return group.isPresent()
                ? group.get().members().stream().map(one -> new Party(one.name(), one.address())).toList()
                : readers.stream().map(member -> new Party(member.name(), member.address())).toList();
    }

    byte[] bytes(Instant signed) {
        List<EncryptionKey> keys = new ArrayList<>(readers.stream().map(Cast.Member::encryptionKey).toList());
        try {
            return BUILDER.chat(new ChatMail(new Address(from.address()), from.name(),
                    to(), written,
                    messageId, answers, "x", new ChatHeaders(group, act, OptionalLong.empty(), List.of()), body,
                    files, gossip, ChatMail.Receipt.NOT_ASKED_FOR), keys, signer.key(), signed)
                    .bytes();
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    /// With another outer header, which nothing protects.
    static byte[] withOuter(byte[] mail, String header) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("Chat-Version: 1.0\r\n", "Chat-Version: 1.0\r\n" + header + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static Fingerprint key(Cast.Member member) {
        return member.certificate().fingerprint();
    }
}
