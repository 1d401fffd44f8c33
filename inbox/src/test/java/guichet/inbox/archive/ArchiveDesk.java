package guichet.inbox.archive;

import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

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
}
