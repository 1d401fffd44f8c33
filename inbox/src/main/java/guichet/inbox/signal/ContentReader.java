package guichet.inbox.signal;

import guichet.inbox.signal.Envelope.Content;
import guichet.inbox.signal.Envelope.Head;
import guichet.inbox.signal.Envelope.Mention;
import guichet.inbox.signal.Envelope.NamedFile;
import guichet.inbox.signal.Envelope.Place;
import guichet.inbox.signal.Envelope.Quoted;
import guichet.keystore.SignalRecipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what somebody said: signal-cli's `JsonDataMessage` and the objects in it.
final class ContentReader {
    private static final int MOST = 1_000;
    private static final long LONGEST_TIMER = Duration.ofDays(10 * 366L).toSeconds();
    /// What says nothing by itself.
    private static final Set<String> BESIDE = Set.of("timestamp", "expiresInSeconds", "isExpirationUpdate", "viewOnce",
            "groupInfo", "textStyles", "mentions", "attachments", "previews", "storyContext", "destination",
            "destinationNumber", "destinationUuid", "message", "contacts", "quote");

    Envelope data(Head envelope, Fields data) throws Unfit {
        Head head = placed(envelope, data);
        Optional<Fields> reaction = data.object("reaction");
        if (reaction.isPresent()) {
            return new Envelope.Reacted(head, author(reaction.get(), "targetAuthorUuid", "targetAuthorNumber"),
                    reaction.get().time("targetSentTimestamp"),
                    reaction.get().flag("isRemove") ? "" : reaction.get().textOr("emoji"));
        }
        Optional<Fields> deletion = data.object("remoteDelete");
        if (deletion.isPresent()) {
            return new Envelope.Deleted(head, deletion.get().time("timestamp"));
        }
        Optional<Content> content = content(data);
        if (content.isPresent()) {
            return new Envelope.Said(head, content.get());
        }
        return new Envelope.Nothing();
    }

    Envelope edit(Head envelope, Fields edit) throws Unfit {
        Fields data = edit.object("dataMessage").orElseThrow(() -> new Unfit("empty-edit"));
        Content content = content(data).orElseThrow(() -> new Unfit("empty-edit"));
        return new Envelope.Edited(placed(envelope, data), edit.time("targetSentTimestamp"), content);
    }

    /// A call that begins is told; how it goes on is not, since another device may have answered it.
    Envelope call(Head head, Fields call) throws Unfit {
        return call.object("offerMessage").isPresent()
                ? new Envelope.Said(head, bare(SignalKind.MISSED_CALL, ""))
                : new Envelope.Nothing();
    }

    Envelope story(Head envelope, Fields story) throws Unfit {
        Optional<String> group = story.text("groupId");
        Head head = group.isPresent() ? inGroup(envelope, group.get(), "") : envelope;
        Optional<Fields> words = story.object("textAttachment");
        Optional<Fields> file = story.object("fileAttachment");
        return new Envelope.Said(head, new Content(SignalKind.STORY,
                words.isPresent() ? words.get().textOr("text") : "", List.of(),
                file.isPresent() ? List.of(file(file.get())) : List.of(), Optional.empty(), Duration.ZERO, List.of()));
    }

    /// Empty where it says nothing.
    private static Optional<Content> content(Fields data) throws Unfit {
        Duration timer = timer(data);
        List<NamedFile> files = new ArrayList<>();
        for (Fields file : data.objects("attachments", MOST)) {
            files.add(file(file));
        }
        String text = data.textOr("message");
        Optional<SignalKind> kind = kind(data, text, files);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        List<Fields> cards = data.objects("contacts", MOST);
        if (kind.get() == SignalKind.CONTACT_CARD) {
            text = cards(cards);
            for (Fields card : cards) {
                Optional<Fields> avatar = card.object("avatar");
                Optional<Fields> picture = avatar.isPresent() ? avatar.get().object("attachment") : Optional.empty();
                if (picture.isPresent()) {
                    files.add(file(picture.get()));
                }
            }
        } else if (kind.get() == SignalKind.PAYMENT) {
            text = data.object("payment").orElseThrow(() -> new Unfit("wrong-type")).textOr("note");
        } else if (kind.get() == SignalKind.TIMER_CHANGED) {
            text = Long.toString(timer.toSeconds());
        }
        return Optional.of(new Content(kind.get(), text, mentions(data), List.copyOf(files), quote(data), timer,
                spent(data)));
    }

    private static Optional<SignalKind> kind(Fields data, String text, List<NamedFile> files) throws Unfit {
        if (data.flag("viewOnce")) {
            return Optional.of(SignalKind.VIEW_ONCE);
        }
        if (!text.isEmpty() || !files.isEmpty()) {
            return Optional.of(SignalKind.TEXT);
        }
        if (data.has("sticker")) {
            return Optional.of(SignalKind.STICKER);
        }
        if (!data.objects("contacts", MOST).isEmpty()) {
            return Optional.of(SignalKind.CONTACT_CARD);
        }
        if (data.has("payment")) {
            return Optional.of(SignalKind.PAYMENT);
        }
        if (data.hasOtherThan(BESIDE)) {
            throw new Unfit("unknown-content");
        }
        Optional<Fields> group = data.object("groupInfo");
        if (group.isPresent() && group.get().textOr("type").equals("UPDATE")) {
            return Optional.of(SignalKind.GROUP_CHANGED);
        }
        // 0.13 does not say of an empty message whether it sets the timer or passes a profile key on; where it sets none, it may be either.
        return data.flag("isExpirationUpdate") || (group.isEmpty() && !timer(data).isZero())
                ? Optional.of(SignalKind.TIMER_CHANGED)
                : Optional.empty();
    }

    private static Head placed(Head head, Fields data) throws Unfit {
        Optional<Fields> group = data.object("groupInfo");
        Head placed = group.isPresent()
                ? inGroup(head, group.get().textOr("groupId"), group.get().textOr("groupName"))
                : head;
        return new Head(placed.author(), placed.name(), placed.place(), placed.direction(), data.time("timestamp"));
    }

    private static Head inGroup(Head head, String group, String name) throws Unfit {
        return new Head(head.author(), head.name(), new Place.InGroup(
                SignalRecipient.Group.parse(group).orElseThrow(() -> new Unfit("bad-group")), name), head.direction(),
                head.sent());
    }

    private static Content bare(SignalKind kind, String text) {
        return new Content(kind, text, List.of(), List.of(), Optional.empty(), Duration.ZERO, List.of());
    }

    private static Duration timer(Fields data) throws Unfit {
        long seconds = data.whole("expiresInSeconds").orElse(0L);
        if (seconds < 0 || seconds > LONGEST_TIMER) {
            throw new Unfit("bad-timer");
        }
        return Duration.ofSeconds(seconds);
    }

    private static List<Mention> mentions(Fields data) throws Unfit {
        List<Mention> mentions = new ArrayList<>();
        for (Fields mention : data.objects("mentions", MOST)) {
            Optional<Somebody> who = mention.somebody("uuid", "number");
            long start = mention.whole("start").orElse(-1L);
            long length = mention.whole("length").orElse(-1L);
            if (who.isPresent() && start == (int) start && length == (int) length) {
                mentions.add(new Mention((int) start, (int) length, who.get()));
            }
        }
        return mentions;
    }

    private static NamedFile file(Fields file) throws Unfit {
        return new NamedFile(file.textOr("id"), file.textOr("filename"), file.textOr("contentType"));
    }

    private static Optional<Quoted> quote(Fields data) throws Unfit {
        Optional<Fields> quote = data.object("quote");
        if (quote.isEmpty()) {
            return Optional.empty();
        }
        Instant sent = quote.get().time("id");
        return Optional.of(new Quoted(author(quote.get(), "authorUuid", "authorNumber"), sent,
                quote.get().textOr("text")));
    }

    private static Somebody author(Fields fields, String uuid, String number) throws Unfit {
        return fields.somebody(uuid, number).orElseThrow(() -> new Unfit("no-author"));
    }

    /// Small pictures of what is here or on the web already.
    private static List<String> spent(Fields data) throws Unfit {
        List<String> ids = new ArrayList<>();
        for (Fields preview : data.objects("previews", MOST)) {
            addId(ids, preview.object("image"));
        }
        Optional<Fields> quote = data.object("quote");
        if (quote.isPresent()) {
            for (Fields quoted : quote.get().objects("attachments", MOST)) {
                addId(ids, quoted.object("thumbnail"));
            }
        }
        return List.copyOf(ids);
    }

    private static void addId(List<String> ids, Optional<Fields> file) throws Unfit {
        if (file.isPresent()) {
            ids.add(file.get().textOr("id"));
        }
    }

    /// One person after the other, each a line for their name and one for each way to reach them.
    private static String cards(List<Fields> cards) throws Unfit {
        List<String> shown = new ArrayList<>();
        for (Fields card : cards) {
            List<String> lines = new ArrayList<>();
            Optional<Fields> name = card.object("name");
            if (name.isPresent()) {
                lines.add(joined(name.get(), " ", "prefix", "given", "middle", "family", "suffix"));
                lines.add(name.get().textOr("nickname"));
            }
            lines.add(card.textOr("organization"));
            for (Fields phone : card.objects("phone", MOST)) {
                lines.add(phone.textOr("value"));
            }
            for (Fields email : card.objects("email", MOST)) {
                lines.add(email.textOr("value"));
            }
            for (Fields address : card.objects("address", MOST)) {
                lines.add(joined(address, ", ", "street", "pobox", "neighborhood", "postcode", "city", "region",
                        "country"));
            }
            shown.add(lines.stream().filter(line -> !line.isBlank()).collect(Collectors.joining("\n")));
        }
        return String.join("\n\n", shown);
    }

    private static String joined(Fields fields, String between, String... names) throws Unfit {
        Stream.Builder<String> parts = Stream.builder();
        for (String name : names) {
            parts.add(fields.textOr(name));
        }
        return parts.build().filter(part -> !part.isBlank()).collect(Collectors.joining(between));
    }
}
