package guichet.tui.command;

import guichet.inbox.Attachment;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomLine;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The last lines of a room, the newest at the end; or the messages that claim to be of the chat and belong to no room.
@Command(name = "read")
final class ChatRead implements Action.InVault {
    private static final int USUAL = 50;

    @Parameters(paramLabel = "ROOM", arity = "0..1")
    Optional<String> room = Optional.empty();

    @Option(names = "--limit", paramLabel = "N")
    int limit = USUAL;

    @Option(names = "--keep-unread")
    boolean keepUnread;

    @Option(names = "--set-aside")
    boolean setAside;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (setAside == room.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "ROOM", "--set-aside");
        }
        if (limit < 1 || limit > guichet.inbox.chat.Rooms.LARGEST_PAGE) {
            throw new Failure(Exit.USAGE, "limit-between", 1, guichet.inbox.chat.Rooms.LARGEST_PAGE);
        }
        List<? extends RoomLine> lines = setAside
                ? vault.vault().read(tx -> vault.chat().rooms().setAside(tx, limit)).reversed()
                : lines(vault);
        lines.forEach(line -> show(line, vault, out));
        return Exit.DONE;
    }

    private List<RoomLine> lines(Workspace vault) throws Failure, VaultException {
        RoomId id = Steps.read(vault, tx -> FindChat.room(vault, tx, room.orElseThrow())).id();
        List<RoomLine> lines = vault.vault().read(tx -> vault.chat().rooms().page(tx, id, Optional.empty(), limit));
        if (!keepUnread) {
            vault.vault().write(tx -> {
                vault.chat().rooms().markRead(tx, id);
                return id;
            });
        }
        return lines;
    }

    private static void show(RoomLine line, Workspace vault, Output out) {
        Sentences sentences = out.sentences();
        String time = sentences.time(line.time(), vault.clock());
        switch (line) {
            case RoomLine.Said said -> out.content(json(said), text(said, time, sentences));
            case RoomLine.Happened happened -> out.content(
                    new JsonLine().put("line", "happened").put("time", happened.time())
                            .put("what", happened.what().word()).put("by", name(happened.by()))
                            .put("whom", name(happened.whom())).put("text", happened.text()),
                    "        " + time + "  — "
                            + sentences.tell("chat-happened." + happened.what().word(), who(happened.by(), sentences),
                                    who(happened.whom(), sentences), Sentences.safe(happened.text())));
            case RoomLine.SetAside aside -> out.content(
                    new JsonLine().put("line", "set-aside").put("id", aside.message().toString())
                            .put("time", aside.time()).put("why", aside.why().word()).put("claimed", aside.claimed()),
                    "%6s  %s  ✗ %s".formatted(aside.message(), time,
                            sentences.tell("chat-aside." + aside.why().word(), Sentences.safe(aside.claimed()))));
        }
    }

    private static Optional<String> name(Optional<Member> member) {
        return member.map(each -> each.address().value());
    }

    private static String who(Optional<Member> member, Sentences sentences) {
        return member.map(each -> Sentences.safe(each.name())).orElseGet(() -> sentences.tell("chat.guichet"));
    }

    private static JsonLine json(RoomLine.Said said) {
        JsonLine line = new JsonLine().put("line", "said").put("id", said.message().toString()).put("time", said.time())
                .put("author", ChatLine.json(said.author())).put("body", said.body());
        said.quote().ifPresentOrElse(quote -> line.put("quote",
                new JsonLine().put("text", quote.text()).put("message", quote.message().map(id -> id.toString()))),
                () -> line.nothing("quote"));
        return line
                .objects("attachments", said.attachments().stream().map(ChatRead::attachment).toList())
                .objects("reactions", said.reactions().stream()
                        .map(reaction -> new JsonLine().put("by", reaction.by().address().value())
                                .put("emoji", reaction.emoji()))
                        .toList())
                .put("edited", said.edited()).put("deleted", said.deleted())
                .flag("mentionsUs", said.mentionsUs() == RoomLine.Mention.YES)
                .put("delivery", said.delivery().state().word())
                .strings("readBy", said.delivery().readBy().stream().map(each -> each.address().value()).toList());
    }

    private static JsonLine attachment(Attachment attachment) {
        return new JsonLine().put("n", attachment.n()).put("name", attachment.name()).put("type", attachment.type())
                .put("size", attachment.size()).put("sha256", attachment.sha256());
    }

    private static String text(RoomLine.Said said, String time, Sentences sentences) {
        StringBuilder text = new StringBuilder("%6s  %s  %s%s".formatted(said.message(), time,
                Sentences.safe(said.author().name()), marks(said, sentences)));
        said.quote().ifPresent(quote -> quote.text().lines()
                .forEach(line -> text.append("\n        > ").append(Sentences.safe(line))));
        said.body().lines().forEach(line -> text.append("\n        ").append(Sentences.safe(line)));
        said.attachments().forEach(file -> text.append("\n        ").append(sentences.tell("show.attachment"))
                .append(' ').append(file.n()).append(". ").append(Sentences.safe(file.name())).append(" · ")
                .append(file.size()));
        if (!said.reactions().isEmpty()) {
            text.append("\n        ").append(said.reactions().stream()
                    .map(reaction -> Sentences.safe(reaction.emoji()) + " " + Sentences.safe(reaction.by().name()))
                    .collect(Collectors.joining(" · ")));
        }
        return text.toString();
    }

    private static String marks(RoomLine.Said said, Sentences sentences) {
        StringBuilder marks = new StringBuilder();
        said.edited().ifPresent(_ -> marks.append(" · ").append(sentences.word("chat-edited")));
        said.deleted().ifPresent(_ -> marks.append(" · ").append(sentences.word("chat-deleted")));
        if (said.delivery().state() != RoomLine.Delivery.State.RECEIVED) {
            marks.append(" · ").append(sentences.word("chat-" + said.delivery().state().word()));
        }
        return marks.toString();
    }
}
