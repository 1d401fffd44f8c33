package guichet.inbox.mime;

import guichet.crypto.Fingerprint;
import guichet.inbox.Party;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the chat's header fields (docs/chat.md). Everything is cut to a size, and what can't be is as if it were not there.
final class ChatHeaderReader {
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_-]{11,32}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");
    private static final Pattern ID = Pattern.compile("<?([^<>\\s]{1,990})>?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final int MOST_TARGETS = 100;
    private static final int MOST_GOSSIP = 64;
    private static final int LONGEST_NAME = 200;

    private final Header header;
    private final Entity root;
    private final View view;

    private ChatHeaderReader(Entity root, View view) {
        this.header = root.header();
        this.root = root;
        this.view = view;
    }

    static ChatClaim.Outside outside(Header outer) {
        Optional<String> group = group(outer);
        return new ChatClaim.Outside(outer.first("chat-version").isPresent() || group.isPresent()
                ? ChatClaim.Says.CHAT
                : ChatClaim.Says.NOTHING, group);
    }

    /// @param root of what was encrypted
    /// @param view that is shown of it
    static Optional<ChatHeaders> inside(Entity root, View view) {
        boolean report = root.type().is("multipart/report")
                && root.type().parameter("report-type").filter("disposition-notification"::equalsIgnoreCase)
                        .isPresent();
        return root.header().first("chat-version").isPresent() || (report && hasGroupOrReceipt(view))
                ? Optional.of(new ChatHeaderReader(root, view).read(report))
                : Optional.empty();
    }

    private static boolean hasGroupOrReceipt(View view) {
        return view.attachments().stream().anyMatch(ChatHeaderReader::isReceipt);
    }

    private ChatHeaders read(boolean report) {
        OptionalLong timer = header.first("ephemeral-timer").map(ChatHeaderReader::seconds)
                .orElse(OptionalLong.empty());
        return new ChatHeaders(group(header).map(this::group), report ? receipt() : act(),
                timer.orElse(0) > 0 ? timer : OptionalLong.empty(),
                header.all("autocrypt-gossip").stream().limit(MOST_GOSSIP).toList());
    }

    private static Optional<String> group(Header header) {
        return header.first("chat-group-id").filter(id -> GROUP.matcher(id).matches());
    }

    private Group group(String id) {
        List<Party> to = AddressList.parse(header.all("to"));
        List<Party> past = AddressList.parse(header.all("chat-group-past-members"));
        List<String> times = words("chat-group-member-timestamps");
        List<String> keys = words("chat-group-member-fpr");
        boolean timed = times.size() == to.size() + past.size();
        boolean known = keys.size() == to.size() + past.size();
        List<Listed> all = new ArrayList<>();
        for (Party party : Stream.concat(to.stream(), past.stream()).toList()) {
            int n = all.size();
            all.add(new Listed(cut(party.name()), party.address(), known ? key(keys.get(n)) : Optional.empty(),
                    timed ? seconds(times.get(n)) : OptionalLong.empty()));
        }
        return new Group(id, text("chat-group-name"),
                header.first("chat-group-name-timestamp").map(ChatHeaderReader::seconds).orElse(OptionalLong.empty()),
                all.subList(0, to.size()), all.subList(to.size(), all.size()));
    }

    private Act act() {
        if (has("chat-edit")) {
            return target("chat-edit").<Act>map(Act.Edit::new).orElseGet(Act.Other::new);
        }
        if (has("chat-delete")) {
            return new Act.Delete(ids(header.first("chat-delete").orElse("")));
        }
        if (root.disposition().map(MediaType::value).filter("reaction"::equals).isPresent()) {
            return new Act.Reaction();
        }
        if (has("chat-group-member-removed")) {
            return new Act.Removed(named("chat-group-member-removed"));
        }
        if (has("chat-group-member-added")) {
            return new Act.Added(named("chat-group-member-added"));
        }
        if (has("chat-group-name-changed")) {
            return new Act.Renamed(text("chat-group-name-changed"));
        }
        boolean other = header.first("chat-content").map(content -> content.toLowerCase(Locale.ROOT))
                .filter(content -> !content.equals("sticker")).isPresent()
                || Stream.of("secure-join", "chat-group-description-changed", "chat-webrtc-room",
                        "chat-webrtc-accepted", "iroh-node-addr").anyMatch(this::has)
                || (header.first("auto-submitted").filter("auto-generated"::equalsIgnoreCase).isPresent()
                        && root.type().is("multipart/report"));
        if (other) {
            return new Act.Other();
        }
        return target("chat-post-message-id").<Act>map(Act.WordsBefore::new).orElseGet(Act.Words::new);
    }

    private Act receipt() {
        List<String> targets = new ArrayList<>();
        view.attachments().stream().filter(ChatHeaderReader::isReceipt).findFirst().ifPresent(file -> {
            String fields = new String(file.content(), StandardCharsets.UTF_8).replaceAll("\r?\n[ \t]+", " ");
            fields.lines().limit(MOST_TARGETS).forEach(line -> {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("original-message-id:") || lower.startsWith("additional-message-ids:")) {
                    targets.addAll(ids(line.substring(line.indexOf(':') + 1)));
                }
            });
        });
        return new Act.Receipt(targets.stream().limit(MOST_TARGETS).toList());
    }

    private static boolean isReceipt(AttachedFile file) {
        return file.type().toLowerCase(Locale.ROOT).startsWith("message/disposition-notification");
    }

    private Listed named(String field) {
        String address = header.first(field).orElse("");
        Optional<Fingerprint> key = header.first(field + "-fpr").flatMap(ChatHeaderReader::key);
        return new Listed("", cut(address), key, OptionalLong.empty());
    }

    private boolean has(String name) {
        return header.first(name).isPresent();
    }

    private Optional<String> target(String field) {
        return header.first(field).flatMap(value -> ids(value).stream().findFirst());
    }

    private static List<String> ids(String value) {
        List<String> ids = new ArrayList<>();
        for (String word : value.strip().split("[\\s,]+", MOST_TARGETS + 1)) {
            Matcher id = ID.matcher(word);
            if (ids.size() < MOST_TARGETS && id.matches()) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    private List<String> words(String name) {
        String value = header.first(name).orElse("").strip();
        return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
    }

    private String text(String name) {
        return cut(header.first(name).map(EncodedWords::decode).orElse(""));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
    }

    private static Optional<Fingerprint> key(String hex) {
        return HEX.matcher(hex).matches()
                ? Optional.of(new Fingerprint(hex.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static OptionalLong seconds(String digits) {
        return SECONDS.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
