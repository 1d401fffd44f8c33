package guichet.proof;

import guichet.transports.chat.Phone;
import guichet.transports.mail.MailRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Somebody at a hub with a seat in the internal chat, who uses nothing but the commands.
final class ChatHub {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final Program program;
    private final String address;
    private int files;

    private ChatHub(Program program, String address) {
        this.program = program;
        this.address = address;
    }

    static ChatHub at(MailRig rig, Path folder, String name, String address) throws IOException {
        Program program = Program.withVaultOf(Files.createDirectories(folder), name, address);
        program.run("account", "add", "chat", "--address", address, "--name", name, "--imap", rig.imaps(), "--smtp",
                rig.smtps(), "--user", address, "--password-file", program.file("password", "secret\n").toString(),
                "--ca", program.file("ca", rig.caPem()).toString()).ends(0);
        return new ChatHub(program, address);
    }

    Program program() {
        return program;
    }

    String address() {
        return address;
    }

    /// Our vCard, as it is handed to a colleague.
    String card() {
        return program.json("chat", "invite").getFirst().text("vcard");
    }

    /// Puts the people of these cards on the staff list.
    ChatHub pins(String... cards) throws IOException {
        for (String card : cards) {
            program.run("chat", "join", "--how", "vcard", program.file("card" + files++, card).toString()).ends(0);
        }
        return this;
    }

    /// Makes a room, and gives what it is called by.
    String opens(String... arguments) {
        return program.json(Stream.concat(Stream.of("chat", "new"), Arrays.stream(arguments)).toArray(String[]::new))
                .getFirst().text("room");
    }

    Answer says(String room, String text, String... more) throws IOException {
        // The room first: an option of many values would take it for one more.
        List<String> command = new ArrayList<>(List.of("chat", "send", room, "--body-file",
                program.file("body" + files++, text).toString()));
        command.addAll(List.of(more));
        return program.json(command.toArray(String[]::new)).getFirst();
    }

    /// The lines of a room, oldest first, nothing fetched.
    List<Answer> reads(String room) {
        return program.json("chat", "read", "--keep-unread", "--limit", "200", room);
    }

    List<Answer> rooms() {
        return program.json("chat", "list");
    }

    /// Fetches until the room has a line like this.
    Answer awaits(String room, Predicate<Answer> line) throws InterruptedException {
        return until("such a line in " + room + ": ", () -> reads(room).stream().filter(line).findFirst(),
                () -> reads(room).toString());
    }

    /// Fetches until somebody has said this there.
    Answer awaits(String room, String text) throws InterruptedException {
        return awaits(room, line -> said(line) && line.text("body").strip().equals(text));
    }

    /// Fetches until there is a room of this name.
    String awaitsRoom(String name) throws InterruptedException {
        return until("a room named " + name, () -> rooms().stream().filter(room -> room.text("name").equals(name))
                .map(room -> room.text("id")).findFirst(), () -> rooms().toString());
    }

    /// Fetches until there is a conversation of two with this person.
    String awaitsDirect(Phone phone) throws InterruptedException {
        return until("a conversation with " + phone.address(),
                () -> rooms().stream().filter(room -> room.text("kind").equals("direct"))
                        .map(room -> room.text("id")).filter(room -> members(room).contains(phone.address()))
                        .findFirst(),
                () -> rooms().toString());
    }

    /// The addresses of a room's members, sorted.
    List<String> members(String room) {
        return program.json("chat", "members", room).stream().map(member -> member.text("address")).sorted().toList();
    }

    <T> T until(String what, Look<T> look, Look.Told told) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            program.run("sync").ends(0);
            Optional<T> seen = look.see();
            if (seen.isPresent()) {
                return seen.get();
            }
            Thread.sleep(200);
        }
        throw new AssertionError(address + " does not see " + what + told.tell());
    }

    static boolean said(Answer line) {
        return line.text("line").equals("said");
    }

    /// What may have become so.
    interface Look<T> {
        Optional<T> see();

        /// What is there instead.
        interface Told {
            String tell();
        }
    }
}
