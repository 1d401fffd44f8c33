package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.chat.RoomLine.Mention;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.Locale;
import java.util.Optional;

/// Whether a text names one of us, as `@Name`: the format knows no other mention.
final class Mentions {
    private Mentions() {
    }

    static Mention of(Tx tx, RoomRow room, String text) throws VaultException {
        if (text.indexOf('@') < 0) {
            return Mention.NO;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (Fingerprint key : room.roster().members()) {
            Optional<ChatAccount> ours = SeatTable.find(tx, key);
            if (ours.isPresent() && (names(lower, ours.get().name())
                    || names(lower, first(ours.get().name().strip(), ' '))
                    || names(lower, first(ours.get().address().value(), '@')))) {
                return Mention.YES;
            }
        }
        return Mention.NO;
    }

    private static boolean names(String text, String name) {
        String mention = "@" + name.toLowerCase(Locale.ROOT).strip();
        if (mention.length() < 2) {
            return false;
        }
        for (int at = text.indexOf(mention); at >= 0; at = text.indexOf(mention, at + 1)) {
            int end = at + mention.length();
            boolean ends = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            if (ends && begins) {
                return true;
            }
        }
        return false;
    }

    private static String first(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
