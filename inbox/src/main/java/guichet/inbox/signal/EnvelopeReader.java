package guichet.inbox.signal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import guichet.inbox.Direction;
import guichet.inbox.signal.Envelope.Head;
import guichet.inbox.signal.Envelope.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the `params` of a `receive` notification as signal-cli 0.13.19 writes them (its `Json*` classes), and never fails: what it can't read
/// is [Envelope.NotUnderstood]. Stateless, for any thread.
final class EnvelopeReader implements EnvelopeReading {
    /// Raised whenever this reads something that it did not: what was not understood is then read again.
    static final int VERSION = 1;

    private static final int MOST_RECEIPTS = 10_000;
    private static final Set<String> ABOUT = Set.of("source", "sourceNumber", "sourceUuid", "sourceName",
            "sourceDevice",
            "timestamp", "serverReceivedTimestamp", "serverDeliveredTimestamp");
    private static final Set<String> SYNC_OF_OTHERS = Set.of("sentStoryMessage", "blockedNumbers", "blockedGroupIds",
            "readMessages", "type");
    /// What signal-cli says where it had that very message before.
    private static final String DUPLICATE = "ProtocolDuplicateMessageException";
    private static final String OTHER_KEY = "UntrustedIdentityException";

    private final JsonFactory json = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(64).maxNumberLength(40).maxNameLength(200).maxStringLength(16_000_000)
            .maxTokenCount(500_000).build()).build();
    private final ContentReader contents = new ContentReader();

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public Envelope read(byte[] rawParams) {
        Fields params;
        try (JsonParser parser = json.createParser(rawParams)) {
            parser.nextToken();
            JsonNode root = JsonNode.read(parser);
            if (root == null || parser.nextToken() != null) {
                return Envelope.NotUnderstood.bare("no-json");
            }
            params = Fields.of(root);
        } catch (IOException e) {
            // Its message quotes what came.
            return Envelope.NotUnderstood.bare("no-json");
        } catch (Unfit e) {
            return Envelope.NotUnderstood.bare(e.word());
        }
        return read(params);
    }

    private Envelope read(Fields params) {
        Optional<Head> head = Optional.empty();
        try {
            Fields inner = params.has("envelope") ? params : params.object("result").orElse(params);
            Optional<Fields> envelope = inner.object("envelope");
            Optional<Fields> exception = inner.object("exception");
            if (envelope.isEmpty()) {
                return new Envelope.NotUnderstood("no-envelope", Optional.empty(), NamedFiles.in(params));
            }
            head = head(envelope.get());
            return exception.isPresent()
                    ? failed(envelope.get(), head, exception.get().textOr("type"))
                    : content(envelope.get(), head);
        } catch (Unfit e) {
            return new Envelope.NotUnderstood(e.word(), head, NamedFiles.in(params));
        }
    }

    /// Of what came in; empty where signal-cli does not say from whom.
    private static Optional<Head> head(Fields envelope) throws Unfit {
        Optional<Somebody> author = envelope.somebody("sourceUuid", "sourceNumber");
        if (author.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Head(author.get(), envelope.textOr("sourceName"), new Place.Between(author.get()),
                Direction.IN, envelope.time("timestamp")));
    }

    private Envelope failed(Fields envelope, Optional<Head> head, String type) throws Unfit {
        if (type.equals(DUPLICATE)) {
            return new Envelope.Nothing();
        }
        if (envelope.hasOtherThan(ABOUT)) {
            return content(envelope, head);
        }
        SignalKind kind = type.equals(OTHER_KEY) ? SignalKind.IDENTITY_CHANGED : SignalKind.CANNOT_DECRYPT;
        return head.<Envelope>map(known -> new Envelope.Said(known, new Envelope.Content(kind, "", List.of(), List.of(),
                Optional.empty(), Duration.ZERO, List.of())))
                .orElseGet(() -> Envelope.NotUnderstood.bare("cannot-decrypt"));
    }

    private Envelope content(Fields envelope, Optional<Head> from) throws Unfit {
        if (!envelope.hasOtherThan(ABOUT) || envelope.has("typingMessage")) {
            return new Envelope.Nothing();
        }
        Head head = from.orElseThrow(() -> new Unfit("no-author"));
        Optional<Fields> data = envelope.object("dataMessage");
        if (data.isPresent()) {
            return contents.data(head, data.get());
        }
        Optional<Fields> edit = envelope.object("editMessage");
        if (edit.isPresent()) {
            return contents.edit(head, edit.get());
        }
        Optional<Fields> sync = envelope.object("syncMessage");
        if (sync.isPresent()) {
            return sync(head, sync.get());
        }
        Optional<Fields> receipt = envelope.object("receiptMessage");
        if (receipt.isPresent()) {
            return receipts(head, receipt.get());
        }
        Optional<Fields> call = envelope.object("callMessage");
        if (call.isPresent()) {
            return contents.call(head, call.get());
        }
        Optional<Fields> story = envelope.object("storyMessage");
        if (story.isPresent()) {
            return contents.story(head, story.get());
        }
        throw new Unfit("unknown-kind");
    }

    private Envelope sync(Head self, Fields sync) throws Unfit {
        Optional<Fields> sent = sync.object("sentMessage");
        if (sent.isEmpty()) {
            if (sync.hasOtherThan(SYNC_OF_OTHERS)) {
                throw new Unfit("unknown-sync");
            }
            return readOnPhone(sync);
        }
        Optional<Somebody> to = sent.get().somebody("destinationUuid", "destinationNumber");
        Head ours = new Head(self.author(), self.name(), new Place.Between(to.orElse(self.author())), Direction.OUT,
                self.sent());
        Optional<Fields> edit = sent.get().object("editMessage");
        Envelope said = edit.isPresent() ? contents.edit(ours, edit.get()) : contents.data(ours, sent.get());
        if (to.isEmpty() && said.said().filter(head -> head.place() instanceof Place.Between).isPresent()) {
            throw new Unfit("no-destination");
        }
        return said;
    }

    private static Envelope readOnPhone(Fields sync) throws Unfit {
        List<Envelope.ReadOnPhone.One> read = new ArrayList<>();
        for (Fields one : sync.objects("readMessages", MOST_RECEIPTS)) {
            Optional<Somebody> author = one.somebody("senderUuid", "senderNumber");
            if (author.isPresent()) {
                read.add(new Envelope.ReadOnPhone.One(author.get(), one.time("timestamp")));
            }
        }
        return read.isEmpty() ? new Envelope.Nothing() : new Envelope.ReadOnPhone(read);
    }

    private static Envelope receipts(Head head, Fields receipt) throws Unfit {
        Instant when = receipt.has("when") ? receipt.time("when") : head.sent();
        List<Instant> sent = receipt.times("timestamps", MOST_RECEIPTS);
        if (receipt.flag("isRead") || receipt.flag("isViewed")) {
            return new Envelope.Receipts(head.author(), when, Envelope.Receipt.READ, sent);
        }
        if (receipt.flag("isDelivery")) {
            return new Envelope.Receipts(head.author(), when, Envelope.Receipt.DELIVERED, sent);
        }
        throw new Unfit("unknown-receipt");
    }
}
