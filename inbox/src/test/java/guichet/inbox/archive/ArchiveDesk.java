package guichet.inbox.archive;

import guichet.crypto.Cast;
import guichet.crypto.OpenedFile;
import guichet.crypto.SealedFile;
import guichet.crypto.SecretKey;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.NewMessage;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a test of the archive does with a desk's vault.
public final class ArchiveDesk {
    private ArchiveDesk() {
    }

    public static BagStores stores(TestDesk desk) {
        return new BagStores(desk.cases, desk.contacts, desk.keyring, desk.people,
                new SignalIdentities(desk.settings), desk.journal, desk.clock);
    }

    public static byte[] tar(TestDesk desk, CaseId id) throws VaultException {
        return tar(desk, id, BagLanguage.FR);
    }

    public static byte[] tar(TestDesk desk, CaseId id, BagLanguage language) throws VaultException {
        var out = new ByteArrayOutputStream();
        var alice = desk.alice().id();
        desk.read(tx -> {
            try (TarTarget target = new TarTarget(out, id.value())) {
                return new CaseBag(stores(desk)).write(tx, id, target, new CaseBag.Form(language, alice),
                        Progress.UNSEEN);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return out.toByteArray();
    }

    public static BagSource source(byte[] tar) {
        return () -> new ByteArrayInputStream(tar);
    }

    /// Every file by its path in the bag.
    public static Map<String, byte[]> files(byte[] tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        BagReader.visit(source(tar), (path, content) -> files.put(path, content.readAllBytes()));
        return files;
    }

    public static int revive(TestDesk desk, byte[] tar) throws VaultException, IOException {
        Bag bag = BagReader.check(source(tar));
        try {
            return desk.write(tx -> {
                try {
                    return new Revival(stores(desk)).revive(tx, bag, source(tar), "ab".repeat(32), TestDesk.ALICE,
                            Progress.UNSEEN);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// What a colleague said in the room of a case.
    public static NewMessage saidInRoom(TestDesk desk, CaseId id, String words) {
        return new NewMessage(Channel.CHAT, Direction.OUT, Optional.of(id), new Party("alice", Cast.alice().address()),
                List.of(new Party("Salon", "chat:1")), List.of(), desk.clock.instant(), "", words,
                Optional.of(new Protection(Protection.Encryption.END_TO_END, Protection.Signature.NONE,
                        Optional.empty(), Optional.empty(), List.of())),
                List.of(), Optional.of("a@localhost"), List.of(),
                "Message-ID: <a@localhost>\r\n\r\n".getBytes(StandardCharsets.US_ASCII), Optional.empty());
    }

    /// Whether a sealed file, which the vault's own archive key opens, has these words in it.
    public static boolean isSealedIn(TestDesk desk, Path file, String words) throws VaultException, IOException {
        List<SecretKey> keys = desk.read(ArchiveKeys::secrets);
        OpenedFile opened = SealedFile.open(() -> Files.newInputStream(file), keys, List.of(), desk.clock.instant());
        try (InputStream in = ((OpenedFile.Whole) opened).content()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(words);
        } finally {
            keys.forEach(SecretKey::close);
        }
    }
}
