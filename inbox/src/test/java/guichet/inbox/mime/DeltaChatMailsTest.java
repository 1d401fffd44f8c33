package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Signature;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.keystore.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mails that Delta Chat itself sent: the newest version and the one of a year before, as they came from its server, without its trace headers.
/// Ana and Ben talk, make a room, take Eva in and out; then Ben leaves.
class DeltaChatMailsTest {
    private static final Instant THEN = Instant.parse("2026-11-23T18:00:00Z");

    /// What was recorded.
    enum Version {
        V2_57("deltachat-2.57", "d1"), V1_160("deltachat-1.160", "d5");

        private final String folder;
        private final String mark;

        Version(String folder, String mark) {
            this.folder = folder;
            this.mark = mark;
        }

        private String address(String name) {
            return name + mark + "@ngo.test";
        }

        private byte[] file(String name) {
            try (InputStream in = Objects
                    .requireNonNull(DeltaChatMailsTest.class.getResourceAsStream(folder + "/" + name))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private SecretKey key(String name) {
            return SecretKey.fromVault(file(name + ".key"));
        }

        /// As anyone of the three reads it, who has all their keys.
        private Reading read(String mail) {
            List<SecretKey> keys = new ArrayList<>();
            for (String name : List.of("ana", "ben", "eva")) {
                keys.add(key(name));
            }
            try {
                List<Certificate> known = keys.stream().map(SecretKey::certificate).toList();
                return new MailReader(Desk.PGP, Desk.LIMITS, Clock.fixed(THEN, ZoneOffset.UTC)).read(
                        Desk.crlf(new String(file(mail + ".eml"), StandardCharsets.UTF_8)), keys,
                        new SignerDirectory() {
                            @Override
                            public List<Certificate> certificates() {
                                return known;
                            }

                            @Override
                            public Trust trust(Fingerprint signer) {
                                return Trust.ACCEPTED;
                            }
                        });
            } finally {
                keys.forEach(SecretKey::close);
            }
        }

        private Reading proven(String mail, String author) {
            Reading reading = read(mail);
            assertEquals(Encryption.END_TO_END, reading.protection().encryption(), mail);
            assertEquals(Signature.VALID, reading.protection().signature(), mail);
            assertTrue(reading.protection().authorProven(), mail);
            assertEquals(Optional.of(address(author)), reading.chat().author().map(Object::toString), mail);
            return reading;
        }

        private ChatHeaders headers(String mail, String author) {
            return proven(mail, author).chat().inside().orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void betweenTwoNobodyNamesARoom(Version version) {
        Reading text = version.proven("text", "ana");
        assertEquals("Bonjour Ben, première ligne\nseconde ligne", text.body().strip());
        ChatHeaders headers = text.chat().inside().orElseThrow();
        assertEquals(Optional.empty(), headers.group());
        assertEquals(new Act.Words(), headers.act());
        assertEquals(OptionalLong.empty(), headers.timer());
        Reading quote = version.proven("quote", "ben");
        assertEquals("> Bonjour Ben, première ligne\n> seconde ligne\n\nma réponse", quote.body().strip());
        assertEquals(text.messageIds().own(), quote.messageIds().inReplyTo().stream().findFirst());
    }

    @ParameterizedTest
    @EnumSource
    void filesPhotographsAndVoicesAreAttachments(Version version) {
        Reading file = version.proven("file", "ana");
        assertEquals("voici", file.body().strip());
        assertEquals("pièce é.txt", file.attachments().getFirst().name());
        assertArrayEquals("contenu du fichier\n".getBytes(StandardCharsets.UTF_8),
                file.attachments().getFirst().content());
        assertEquals("image/png", version.proven("photo", "ana").attachments().getFirst().type());
        assertEquals("audio/ogg", version.proven("voice", "ana").attachments().getFirst().type());
    }

    @ParameterizedTest
    @EnumSource
    void whatActsOnAnotherMessageNamesIt(Version version) {
        String text = version.read("text").messageIds().own().orElseThrow();
        String quote = version.read("quote").messageIds().own().orElseThrow();
        assertEquals(new Act.Reaction(), version.headers("reaction", "ana").act());
        assertEquals("👍", version.read("reaction").body().strip());
        assertEquals(Optional.of(quote), version.read("reaction").messageIds().inReplyTo().stream().findFirst());
        assertEquals(new Act.Reaction(), version.headers("reaction-withdrawn", "ana").act());
        assertEquals("", version.read("reaction-withdrawn").body().strip());
        assertEquals(new Act.Edit(text), version.headers("edit", "ana").act());
        assertTrue(version.read("edit").body().strip().endsWith("✏️Bonjour Ben, corrigée"));
        assertEquals(new Act.Delete(List.of(text)), version.headers("deletion", "ana").act());
        assertEquals(new Act.Receipt(List.of(text)), version.headers("receipt", "ben").act());
    }

    @ParameterizedTest
    @EnumSource
    void aRoomHasANameAListAndItsChanges(Version version) {
        Group first = version.headers("group-first", "ana").group().orElseThrow();
        assertEquals("Équipe Dossier", first.name());
        assertEquals(List.of(version.address("ben")), first.members().stream().map(Listed::address).toList());
        assertEquals(new Act.Words(), version.headers("group-first", "ana").act());

        ChatHeaders added = version.headers("member-added", "ana");
        assertEquals(version.address("eva"), assertInstanceOf(Act.Added.class, added.act()).whom().address());
        Group three = added.group().orElseThrow();
        assertEquals(first.id(), three.id());
        assertEquals(List.of(version.address("ben"), version.address("eva")),
                three.members().stream().map(Listed::address).sorted().toList());
        assertTrue(three.members().stream().allMatch(each -> each.time().isPresent()));
        assertEquals(2, added.gossip().size());

        ChatHeaders renamed = version.headers("renamed", "ben");
        assertEquals(new Act.Renamed("Équipe Dossier"), renamed.act());
        assertEquals("Équipe renommée", renamed.group().orElseThrow().name());
        assertTrue(renamed.group().orElseThrow().nameTime().orElseThrow() > first.nameTime().orElseThrow());

        ChatHeaders removed = version.headers("member-removed", "ana");
        assertEquals(version.address("eva"), assertInstanceOf(Act.Removed.class, removed.act()).whom().address());
        Listed past = removed.group().orElseThrow().past().getFirst();
        assertEquals(version.address("eva"), past.address());
        assertTrue(past.time().orElseThrow() > three.members().getFirst().time().orElseThrow());

        ChatHeaders left = version.headers("left", "ben");
        assertEquals(version.address("ben"), assertInstanceOf(Act.Removed.class, left.act()).whom().address());
        assertEquals(2, left.group().orElseThrow().past().size());
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageOfARoomThatErasesTellsAfterHowLong(Version version) {
        assertEquals(OptionalLong.of(86_400), version.headers("timer", "ana").timer());
        assertEquals(new Act.Other(), version.headers("timer", "ana").act());
        assertEquals(OptionalLong.of(86_400), version.headers("group-after-removal", "ana").timer());
        assertEquals(OptionalLong.empty(), version.headers("group-three", "ana").timer());
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheNewerOneTellsKeysInItsList(Version version) {
        List<Listed> members = version.headers("member-added", "ana").group().orElseThrow().members();
        for (Listed member : members) {
            try (SecretKey key = version.key(member.address().substring(0, 3))) {
                assertEquals(version == Version.V2_57 ? Optional.of(key.fingerprint()) : Optional.empty(),
                        member.key());
            }
        }
    }

    @Test
    void theWordsOfALargeFileComeBeforeItAndNameIt() {
        Reading words = Version.V2_57.proven("pre", "ana");
        assertEquals("gros", words.body().strip());
        assertEquals("b0dfe57c-a7e4-4f80-8e9b-1f9c79d181d8@localhost",
                assertInstanceOf(Act.WordsBefore.class, words.chat().inside().orElseThrow().act()).whole());
    }

    @Test
    void whatIsNotShownHereIsSaidToBeSomethingElse() {
        assertEquals(new Act.Other(), Version.V2_57.headers("description", "ben").act());
    }
}
