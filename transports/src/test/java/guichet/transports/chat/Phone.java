package guichet.transports.chat;

import guichet.transports.mail.MailRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One account of [DeltaChat]: what a colleague does on the phone and what the phone shows. Contacts and chats are the core's own numbers.
public final class Phone {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final long SELF = 1;

    private final RpcProcess core;
    private final Path folder;
    private final long account;
    private final String address;

    private Phone(RpcProcess core, Path folder, long account, String address) {
        this.core = core;
        this.folder = folder;
        this.account = account;
        this.address = address;
    }

    static Phone make(RpcProcess core, Path folder, MailRig rig, String address, String name)
            throws IOException, InterruptedException {
        Phone phone = new Phone(core, folder, core.call("add_account").number(), address);
        phone.call("set_config", "displayname", name);
        Map<String, Object> transport = new LinkedHashMap<>();
        transport.put("addr", address);
        transport.put("password", "secret");
        transport.putAll(Map.of("imapServer", "127.0.0.1", "imapPort", rig.imapsPort(), "imapSecurity", "ssl",
                "imapUser", address));
        transport.putAll(Map.of("smtpServer", "127.0.0.1", "smtpPort", rig.submissionsPort(), "smtpSecurity", "ssl",
                "smtpUser", address, "certificateChecks", "acceptInvalidCertificates"));
        phone.call("add_or_update_transport", transport);
        phone.call("start_io");
        return phone;
    }

    public String address() {
        return address;
    }

    /// Off line: what is sent waits on the phone, and nothing arrives.
    public void goesOffLine() throws IOException, InterruptedException {
        call("stop_io");
    }

    public void comesBack() throws IOException, InterruptedException {
        call("start_io");
    }

    /// This person's address, name and key, for others to import.
    public String vcard() throws IOException, InterruptedException {
        return call("make_vcard", List.of(SELF)).text();
    }

    /// The contact that the vCard makes.
    public long importVcard(String vcard) throws IOException, InterruptedException {
        return call("import_vcard_contents", vcard).get(0).number();
    }

    /// What the app tells whoever compares keys: the contact's fingerprint and the phone's own.
    public String keysWith(long contact) throws IOException, InterruptedException {
        return call("get_contact_encryption_info", contact).text();
    }

    /// What the camera makes of a code: `fprOk` where it is the key of a contact that the phone has.
    public String scans(String code) throws IOException, InterruptedException {
        return call("check_qr", code).get("kind").text();
    }

    /// The conversation with one contact.
    public long chatWith(long contact) throws IOException, InterruptedException {
        return call("create_chat_by_contact_id", contact).number();
    }

    /// A group that nobody else hears of before the first message in it.
    public long createGroup(String name, long... members) throws IOException, InterruptedException {
        // The older version takes `true` for "verified members only", the newest ignores it.
        long chat = call("create_group_chat", name, false).number();
        for (long member : members) {
            add(chat, member);
        }
        return chat;
    }

    public void add(long chat, long contact) throws IOException, InterruptedException {
        call("add_contact_to_chat", chat, contact);
    }

    public void remove(long chat, long contact) throws IOException, InterruptedException {
        call("remove_contact_from_chat", chat, contact);
    }

    public void leave(long chat) throws IOException, InterruptedException {
        call("leave_group", chat);
    }

    public void rename(long chat, String name) throws IOException, InterruptedException {
        call("set_chat_name", chat, name);
    }

    /// The messages vanish so long after they were read; 0: they stay.
    public void vanishAfter(long chat, Duration time) throws IOException, InterruptedException {
        call("set_chat_ephemeral_timer", chat, time.toSeconds());
    }

    public Duration vanishingTime(long chat) throws IOException, InterruptedException {
        return Duration.ofSeconds(call("get_chat_ephemeral_timer", chat).number());
    }

    public long send(long chat, String text) throws IOException, InterruptedException {
        return send(chat, text, null, null);
    }

    public long answer(long chat, String text, long quoted) throws IOException, InterruptedException {
        return send(chat, text, null, quoted);
    }

    public long sendFile(long chat, String text, String name, byte[] content) throws IOException, InterruptedException {
        Path file = Files.createDirectories(folder.resolve("to-send")).resolve(name);
        Files.write(file, content);
        return send(chat, text, file.toString(), null);
    }

    private long send(long chat, String text, @Nullable String file, @Nullable Long quoted)
            throws IOException, InterruptedException {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("text", text);
        data.put("file", file);
        data.put("quotedMessageId", quoted);
        return call("send_msg", chat, data).number();
    }

    public void react(long message, String... emoji) throws IOException, InterruptedException {
        call("send_reaction", message, List.of(emoji));
    }

    public void edit(long message, String text) throws IOException, InterruptedException {
        call("send_edit_request", message, text);
    }

    public void deleteForAll(long message) throws IOException, InterruptedException {
        call("delete_messages_for_all", List.of(message));
    }

    /// The person looks at them: the author is told, where the app is set to.
    public void markSeen(long... messages) throws IOException, InterruptedException {
        List<Long> seen = new ArrayList<>();
        for (long message : messages) {
            seen.add(message);
        }
        call("markseen_msgs", seen);
    }

    /// One entry of the list of chats. Two may bear the same name.
    public record Chat(long id, String name) {
    }

    /// All chats, newest first, requests included, without those that the app makes for itself.
    public List<Chat> chats() throws IOException, InterruptedException {
        List<Chat> chats = new ArrayList<>();
        for (Json id : call("get_chatlist_entries", null, null, null).list()) {
            Json chat = call("get_full_chat_by_id", id.number());
            if (!chat.get("isSelfTalk").yes() && !chat.get("isDeviceChat").yes()) {
                chats.add(new Chat(id.number(), chat.get("name").text()));
            }
        }
        return chats;
    }

    public String nameOf(long chat) throws IOException, InterruptedException {
        return call("get_full_chat_by_id", chat).get("name").text();
    }

    /// Addresses of the members, the phone's own included where it is one; sorted.
    public List<String> members(long chat) throws IOException, InterruptedException {
        List<String> members = new ArrayList<>();
        for (Json contact : call("get_chat_contacts", chat).list()) {
            members.add(contact.number() == SELF
                    ? address
                    : call("get_contact", contact.number()).get("address").text());
        }
        return members.stream().sorted().toList();
    }

    /// Takes a chat that somebody else has begun: until then it is a request.
    public void accept(long chat) throws IOException, InterruptedException {
        call("accept_chat", chat);
    }

    /// Everything that the chat shows, oldest first.
    public List<Shown> messages(long chat) throws IOException, InterruptedException {
        List<Long> ids = call("get_message_ids", chat, false, false).list().stream().map(Json::number).toList();
        Json loaded = call("get_messages", ids);
        // One that was deleted since the list was made has no message.
        return ids.stream().map(id -> loaded.get(id.toString()))
                .filter(result -> result.get("kind").text().equals("message")).map(Shown::of).toList();
    }

    /// What was written in the chat, without the app's own lines.
    public List<Shown> said(long chat) throws IOException, InterruptedException {
        return messages(chat).stream().filter(line -> line.kind() == Shown.Kind.SAID).toList();
    }

    /// The bytes of a line's attachment.
    public byte[] file(long message) throws IOException, InterruptedException {
        return Files.readAllBytes(Path.of(call("get_message", message).get("file").text()));
    }

    /// The chat of this name, as soon as there is one.
    public long awaitChat(String name) throws IOException, InterruptedException {
        return await("a chat named " + name,
                () -> chats().stream().filter(chat -> chat.name().equals(name)).map(Chat::id).findFirst());
    }

    /// The first line that is so, as soon as there is one.
    public Shown await(long chat, Predicate<Shown> condition) throws IOException, InterruptedException {
        return await("a line in chat " + chat, () -> messages(chat).stream().filter(condition).findFirst());
    }

    /// The line with this text, as soon as it is there.
    public Shown awaitText(long chat, String text) throws IOException, InterruptedException {
        return await(chat, line -> line.text().equals(text));
    }

    /// Waits for what the phone shows to be so.
    ///
    /// @throws AssertionError where it does not become so
    public <T> T await(String what, Look<T> look) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> seen = look.see();
            if (seen.isPresent()) {
                return seen.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError(address + " does not show " + what + "; it shows " + everything());
    }

    /// A look at the screen.
    public interface Look<T> {
        Optional<T> see() throws IOException, InterruptedException;
    }

    /// All chats with all lines: what a person at the phone can read.
    public Map<Chat, List<Shown>> everything() throws IOException, InterruptedException {
        Map<Chat, List<Shown>> everything = new LinkedHashMap<>();
        for (Chat chat : chats()) {
            everything.put(chat, messages(chat.id()));
        }
        return everything;
    }

    private Json call(String method, @Nullable Object... parameters) throws IOException, InterruptedException {
        @Nullable
        Object[] all = new Object[parameters.length + 1];
        all[0] = account;
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return core.call(method, all);
    }
}
