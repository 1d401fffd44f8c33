package guichet.inbox.mime;

import guichet.inbox.Party;
import guichet.keystore.Address;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The headers that are shown: those of the protected part where it carries them (RFC 9788; and its drafts'
/// `protected-headers="v1"`), else the outer ones.
///
/// @param subjectOutside whether the subject stood outside of the protected part, where anyone on the way could change it
/// @param threadInside whether `inReplyTo` and `references` stood inside the protected part
/// @param ambiguous    whether the author is not one and the same everywhere: several addresses, or another outside than inside
record ShownHeaders(List<Party> from, List<Party> to, List<Party> cc, Optional<Instant> date, String subject,
        Optional<String> messageId, List<String> inReplyTo, List<String> references, List<String> autocrypt,
        boolean subjectOutside, boolean threadInside, boolean ambiguous) {
    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,990})>");
    private static final int MOST_REFERENCES = 50;
    private static final int LONGEST_SUBJECT = 2_000;

    /// Of a message without a protected part.
    static ShownHeaders outer(Header outer) {
        return read(outer, outer, true, false);
    }

    /// @param part the root of what was encrypted or validly signed
    static ShownHeaders of(Header outer, Entity part) {
        boolean rfc9788 = part.type().parameter("hp").filter(hp -> hp.equals("cipher") || hp.equals("clear"))
                .isPresent();
        boolean draft = part.type().parameter("protected-headers").isPresent();
        Header inner = part.header();
        if (rfc9788 && inner.first("from").isPresent()) {
            return read(outer, inner, false, true);
        }
        if (!rfc9788 && !draft) {
            return outer(outer);
        }
        // The drafts protected a few headers only: what is not inside is taken from outside.
        boolean threadInside = Stream.of("in-reply-to", "references")
                .allMatch(name -> inner.first(name).isPresent() || outer.first(name).isEmpty());
        return read(outer, inner.over(outer), inner.first("subject").isEmpty(), threadInside);
    }

    /// The one author's address, where the headers agree on it. Only as it stands: what has to be mapped to become an address
    /// (full-width letters, other dots) may look like somebody else's.
    Optional<Address> author() {
        if (ambiguous || from.size() != 1) {
            return Optional.empty();
        }
        String shown = from.getFirst().address();
        return Address.parse(shown).filter(address -> address.value().equalsIgnoreCase(shown));
    }

    private static ShownHeaders read(Header outer, Header shown, boolean subjectOutside, boolean threadInside) {
        List<Party> from = AddressList.parse(shown.all("from"));
        boolean ambiguous = from.size() > 1 || !keys(from).equals(keys(AddressList.parse(outer.all("from"))));
        List<String> references = ids(shown, "references");
        return new ShownHeaders(from, AddressList.parse(shown.all("to")), AddressList.parse(shown.all("cc")),
                shown.first("date").flatMap(MailDate::parse), subject(shown),
                ids(shown, "message-id").stream().findFirst(),
                ids(shown, "in-reply-to"),
                references.subList(Math.max(0, references.size() - MOST_REFERENCES), references.size()),
                shown.all("autocrypt"), subjectOutside, threadInside, ambiguous);
    }

    private static Set<String> keys(List<Party> parties) {
        Set<String> keys = new LinkedHashSet<>();
        for (Party party : parties) {
            keys.add(Address.parse(party.address()).map(Address::key).orElse(party.address()));
        }
        return keys;
    }

    private static String subject(Header header) {
        String subject = header.first("subject").map(EncodedWords::decode).orElse("");
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
    }

    private static List<String> ids(Header header, String name) {
        Set<String> ids = new LinkedHashSet<>();
        for (String value : header.all(name)) {
            Matcher id = MESSAGE_ID.matcher(value);
            while (id.find()) {
                ids.add(id.group(1));
            }
        }
        return List.copyOf(ids);
    }
}
