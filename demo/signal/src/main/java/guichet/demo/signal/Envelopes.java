package guichet.demo.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The JSON of what people send, in the form of signal-cli's JsonMessageEnvelope.
final class Envelopes {
    private static final int ID_BYTES = 15;

    private final Path attachments;
    private final People people;
    private final RandomGenerator chance = RandomGenerator.getDefault();

    Envelopes(Path config, People people) {
        this.attachments = config.resolve("attachments");
        this.people = people;
    }

    /// @param entry a `text` of the script: who, what, and whatever else a data message may have, under signal-cli's names
    Map<String, @Nullable Object> text(LocalAccounts.Account to, Map<String, @Nullable Object> entry, long timestamp)
            throws IOException {
        Map<String, @Nullable Object> data = Json.object("timestamp", timestamp, "message",
                Json.string(entry, "text").orElse(null), "expiresInSeconds",
                Json.number(entry, "expiresInSeconds").orElse(0L), "viewOnce", Json.flag(entry, "viewOnce"));
        for (String name : List.of("reaction", "quote", "mentions", "previews", "sticker", "remoteDelete", "contacts",
                "textStyles", "payment", "storyContext")) {
            if (entry.containsKey(name)) {
                data.put(name, entry.get(name));
            }
        }
        if (entry.get("attachments") instanceof List<?> list) {
            List<Object> stored = new ArrayList<>();
            for (Object each : list) {
                stored.add(attachment(Json.map(each)));
            }
            data.put("attachments", stored);
        }
        Json.string(entry, "group").flatMap(people::group).ifPresent(group -> data.put("groupInfo",
                Json.object("groupId", group.id(), "groupName", group.name(), "revision", 1, "type", "DELIVER")));
        return envelope(to, from(entry), timestamp, "dataMessage", data);
    }

    Map<String, @Nullable Object> receipt(LocalAccounts.Account to, Person from, long when, long of) {
        return envelope(to, from, when, "receiptMessage", Json.object("when", when, "isDelivery", true, "isRead", false,
                "isViewed", false, "timestamps", List.of(of)));
    }

    Map<String, @Nullable Object> envelope(LocalAccounts.Account to, Person from, long timestamp, String kind,
            Map<String, @Nullable Object> content) {
        String number = from.number().orElse(null);
        return Json.object("envelope",
                Json.object("source", number == null ? from.uuid() : number, "sourceNumber", number, "sourceUuid",
                        from.uuid(), "sourceName", from.name(), "sourceDevice", 1, "timestamp", timestamp,
                        "serverReceivedTimestamp", timestamp, "serverDeliveredTimestamp", timestamp, kind, content),
                "account", to.number());
    }

    Person from(Map<String, @Nullable Object> entry) {
        String word = Json.string(entry, "from").orElseThrow();
        return people.find(word).orElseThrow(() -> new IllegalStateException("the script knows no " + word));
    }

    private Object attachment(Map<String, @Nullable Object> entry) throws IOException {
        Optional<String> name = Json.string(entry, "filename");
        String type = Json.string(entry, "contentType").orElse("application/octet-stream");
        byte[] bytes = Json.string(entry, "base64").map(Base64.getDecoder()::decode).orElse(new byte[0]);
        byte[] random = new byte[ID_BYTES];
        chance.nextBytes(random);
        String id = Json.string(entry, "id").orElse(HexFormat.of().formatHex(random) + name
                .filter(known -> known.contains(".")).map(known -> known.substring(known.lastIndexOf('.'))).orElse(""));
        if (!Json.flag(entry, "missing")) {
            if (!Files.exists(attachments)) {
                Files.createDirectories(attachments);
            }
            Files.write(attachments.resolve(id), bytes);
        }
        return Json.object("contentType", type, "filename", name.orElse(null), "id", id, "size", bytes.length, "width",
                null, "height", null, "caption", null, "uploadTimestamp", null);
    }
}
