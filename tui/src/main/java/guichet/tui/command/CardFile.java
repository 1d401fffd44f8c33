package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.VCardFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The vCards that a person hands in, and how each is known to be whose it says.
final class CardFile {
    private CardFile() {
    }

    /// @param compared the fingerprint that was read aloud or scanned: the file has to have a card with it, and no other counts
    static List<StaffCard> read(Path file, Optional<String> compared) throws Failure {
        List<StaffCard> cards = switch (VCardFile.read(bytes(file))) {
            case VCardFile.Read.Cards(var found, int _) -> found;
            case VCardFile.Read.Unreadable(var why) -> throw new Failure(Exit.FAILED, switch (why) {
                case NO_CARD -> "no-vcard";
                case NO_KEY -> "vcard-without-key";
                case TOO_LARGE -> "vcard-too-large";
            }, file);
        };
        if (compared.isEmpty()) {
            return cards;
        }
        Fingerprint key = FindChat.fingerprint(compared.get())
                .orElseThrow(() -> new Failure(Exit.USAGE, "not-a-fingerprint", compared.get()));
        List<StaffCard> same = cards.stream().filter(card -> card.certificate().fingerprint().equals(key)).toList();
        if (same.isEmpty()) {
            throw new Failure(Exit.REFUSED, "other-fingerprint", file);
        }
        return same;
    }

    /// `vcard` trusts the file; the other two say that the fingerprint was compared, so it has to be named.
    static void check(Colleague.How how, Optional<String> compared) throws Failure {
        switch (how) {
            case VCARD -> {
            }
            case QR, IN_PERSON -> {
                if (compared.isEmpty()) {
                    throw new Failure(Exit.USAGE, "name-fingerprint", how.word());
                }
            }
        }
    }

    static Colleague.How how(String typed) throws Failure {
        for (Colleague.How how : Colleague.How.values()) {
            if (how.word().equals(typed)) {
                return how;
            }
        }
        throw new Failure(Exit.USAGE, "how-vcard-qr-in-person", typed);
    }

    private static byte[] bytes(Path file) throws Failure {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(VCardFile.LARGEST + 1);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-read", file);
        }
    }
}
