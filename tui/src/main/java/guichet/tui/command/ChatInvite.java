package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.VCardFile;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.QrCode;
import guichet.tui.workspace.ChatDesk;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a colleague needs to write to us: our vCard, those of a room's members, and on the terminal our fingerprint with a code for their camera.
@Command(name = "invite")
final class ChatInvite implements Action.InVault {
    @Option(names = "--room", paramLabel = "ROOM")
    Optional<String> room = Optional.empty();

    @Option(names = "--to", paramLabel = "FILE")
    Optional<Path> to = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        StaffCard ours = Steps.read(vault, tx -> vault.chat().card(tx, FindChat.seat(vault, tx)));
        List<StaffCard> cards = new ArrayList<>(List.of(ours));
        if (room.isPresent()) {
            RoomId id = Steps.read(vault, tx -> FindChat.room(vault, tx, room.get())).id();
            vault.vault().read(tx -> vault.chat().cards(tx, id)).stream()
                    .filter(card -> !card.certificate().fingerprint().equals(ours.certificate().fingerprint()))
                    .forEach(cards::add);
        }
        byte[] file = VCardFile.write(cards, vault.clock().instant());
        if (to.isPresent()) {
            write(to.get(), file);
            journal(vault, cards);
        }
        String code = ChatDesk.code(ours);
        String fingerprint = ours.certificate().fingerprint().spaced();
        out.answer(new JsonLine().put("name", ours.name()).put("address", ours.address().value())
                .put("fingerprint", ours.certificate().fingerprint().hex()).put("code", code)
                .put("cards", cards.size()).put("vcard", new String(file, StandardCharsets.UTF_8))
                .put("file", to.map(Path::toString)), text(ours, fingerprint, cards.size(), out));
        if (out.form() == Output.Form.TEXT) {
            CodeOnTerminal.show(QrCode.of(code), in.around().out(), in.around());
        }
        return Exit.DONE;
    }

    private String text(StaffCard ours, String fingerprint, int cards, Output out) {
        return to.map(file -> out.sentences().tell("chat.invited", file, cards) + "\n").orElse("")
                + out.sentences().tell("chat.our-seat", Sentences.safe(ours.name()), ours.address(), fingerprint);
    }

    private static void write(Path file, byte[] content) throws Failure {
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Exit.FAILED, "file-exists", file);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-write", file);
        }
    }

    private static void journal(Workspace vault, List<StaffCard> cards) throws VaultException {
        vault.vault().write(tx -> vault.journal().append(tx, JournalKind.KEY_EXPORTED,
                Payload.by(vault.actor(Via.COMMAND)).over(Channel.CHAT)
                        .to(cards.stream().map(card -> card.address().value()).toList())));
    }
}
