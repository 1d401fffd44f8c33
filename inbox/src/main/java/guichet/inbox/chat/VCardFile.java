package guichet.inbox.chat;

import guichet.inbox.chat.VCardLines.Property;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// vCards (RFC 6350, version 4.0) with an OpenPGP key in each, as Delta Chat writes and reads them.
public final class VCardFile {
    /// In bytes.
    public static final int LARGEST = 4_000_000;
    /// Of one file; more are no room's members.
    public static final int MOST_CARDS = 200;

    private static final Pattern ESCAPED = Pattern.compile("[\\\\,;]");
    private static final DateTimeFormatter REVISION = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private VCardFile() {
    }

    /// What came of a file.
    public sealed interface Read {
        /// @param skipped cards that have no address, no key, several keys, or a secret one
        record Cards(List<StaffCard> cards, int skipped) implements Read {
            public Cards {
                cards = List.copyOf(cards);
            }
        }

        record Unreadable(Why why) implements Read {
        }

        enum Why {
            /** There is no vCard in it. */
            NO_CARD,
            /** There are vCards, and none with an address and one key. */
            NO_KEY,
            /** More bytes or more cards than [#LARGEST] and [#MOST_CARDS]. */
            TOO_LARGE
        }
    }

    /// Lines are ended by CRLF and not folded: Delta Chat writes them so.
    public static byte[] write(List<StaffCard> cards, Instant now) {
        StringBuilder text = new StringBuilder();
        for (StaffCard card : cards) {
            text.append("BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL:").append(escaped(card.address().value()))
                    .append("\r\nFN:").append(escaped(card.name()))
                    .append("\r\nKEY:data:application/pgp-keys;base64\\,")
                    .append(Base64.getEncoder().encodeToString(card.certificate().bytes()))
                    .append("\r\nREV:").append(REVISION.format(now)).append("\r\nEND:VCARD\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads what a stranger may have written; never throws for it.
    public static Read read(byte[] raw) {
        if (raw.length > LARGEST) {
            return new Read.Unreadable(Read.Why.TOO_LARGE);
        }
        List<List<Property>> parsed = VCardLines.cards(new String(raw, StandardCharsets.UTF_8), MOST_CARDS + 1);
        if (parsed.isEmpty() || parsed.size() > MOST_CARDS) {
            return new Read.Unreadable(parsed.isEmpty() ? Read.Why.NO_CARD : Read.Why.TOO_LARGE);
        }
        List<StaffCard> cards = parsed.stream().flatMap(card -> ClaimedCard.of(card).stream()).toList();
        return cards.isEmpty()
                ? new Read.Unreadable(Read.Why.NO_KEY)
                : new Read.Cards(cards, parsed.size() - cards.size());
    }

    private static String escaped(String value) {
        return ESCAPED.matcher(value).replaceAll("\\\\$0");
    }
}
