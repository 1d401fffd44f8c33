package guichet.inbox.mime;

import guichet.crypto.Fingerprint;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.keystore.Address;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the chat's header fields, as [ChatHeaderReader] reads them (docs/chat.md).
final class ChatFields {
    private static final int LARGEST_KEY = 10_000;

    private ChatFields() {
    }

    static void add(ChatHeaders chat, HeaderLines lines) {
        lines.add("Chat-Version", "1.0");
        chat.group().ifPresent(group -> add(group, lines));
        switch (chat.act()) {
            case Act.Words(),Act.Other(),Act.Receipt _ -> {
            }
            case Act.WordsBefore(String whole) -> lines.addIds("Chat-Post-Message-ID", List.of(whole));
            case Act.Reaction() -> lines.add("Content-Disposition", "reaction");
            case Act.Edit(String target) -> lines.addIds("Chat-Edit", List.of(target));
            case Act.Delete(List<String> targets) -> lines.addIds("Chat-Delete", targets);
            case Act.Added(Listed whom) -> add("Chat-Group-Member-Added", whom, lines);
            case Act.Removed(Listed whom) -> add("Chat-Group-Member-Removed", whom, lines);
            case Act.Renamed(String before) -> lines.addText("Chat-Group-Name-Changed", before);
        }
        if (chat.timer().isPresent()) {
            lines.add("Ephemeral-Timer", Long.toString(chat.timer().getAsLong()));
        }
    }

    static void addKey(String field, Address address, byte[] key, HeaderLines lines) {
        if (key.length <= LARGEST_KEY) {
            String prefer = field.equals("Autocrypt") ? " prefer-encrypt=mutual;" : "";
            lines.add(field, "addr=" + address.value() + ";" + prefer + "\r\n keydata=\r\n "
                    + Base64.getMimeEncoder(72, new byte[]{'\r', '\n', ' '}).encodeToString(key));
        }
    }

    private static void add(Group group, HeaderLines lines) {
        lines.add("Chat-Group-ID", group.id());
        lines.addText("Chat-Group-Name", group.name());
        if (group.nameTime().isPresent()) {
            lines.add("Chat-Group-Name-Timestamp", Long.toString(group.nameTime().getAsLong()));
        }
        lines.addMailboxes("Chat-Group-Past-Members", group.past().stream()
                .map(past -> new HeaderLines.Mailbox(past.name(), new Address(past.address()))).toList());
        List<Listed> all = Stream.concat(group.members().stream(), group.past().stream()).toList();
        if (!all.isEmpty() && all.stream().allMatch(each -> each.time().isPresent() && each.key().isPresent())) {
            lines.add("Chat-Group-Member-Timestamps", all.stream().map(Listed::time).map(OptionalLong::getAsLong)
                    .map(Object::toString).collect(Collectors.joining("\r\n ")));
            lines.add("Chat-Group-Member-Fpr", all.stream().map(each -> each.key().orElseThrow())
                    .map(Fingerprint::hex).collect(Collectors.joining("\r\n ")));
        }
    }

    private static void add(String field, Listed whom, HeaderLines lines) {
        lines.add(field, new Address(whom.address()).value());
        whom.key().ifPresent(key -> lines.add(field + "-Fpr", key.hex()));
    }
}
