package guichet.tui.screen;

import guichet.inbox.Attachment;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.RoomLine;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Moments;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The lines of a room as they are read: the day where it changes, who and when, and then what was said.
final class RoomText {
    private static final Printable INDENT = Printable.spaces(2);

    private final Texts texts;
    private final Moments moments;
    private final Clock clock;

    RoomText(Texts texts, Moments moments, Clock clock) {
        this.texts = texts;
        this.moments = moments;
        this.clock = clock;
    }

    /// What stands above a line where another day begins; empty where none does.
    Optional<Line> day(Optional<RoomLine> before, RoomLine line) {
        LocalDate today = LocalDate.ofInstant(line.time(), clock.getZone());
        boolean same = before.map(earlier -> LocalDate.ofInstant(earlier.time(), clock.getZone()).equals(today))
                .orElse(false);
        return same
                ? Optional.empty()
                : Optional.of(Line.of(Role.DIM, Printable.line("── " + moments.day(line.time()) + " ──")));
    }

    List<Line> of(RoomLine line) {
        return switch (line) {
            case RoomLine.Said said -> said(said);
            case RoomLine.Happened happened -> List.of(happened(happened));
            case RoomLine.SetAside aside -> List.of(
                    Line.of(Role.DIM, Printable.line(moments.clock(aside.time()) + "  "))
                            .and(Role.WARNING, texts.line("room.set-aside")),
                    Line.of(Role.WARNING,
                            INDENT.plus(texts.line("room.aside", aside.claimed(), texts.of(aside.why())))));
        };
    }

    private Line happened(RoomLine.Happened happened) {
        Role role = switch (happened.what()) {
            case STOPPED -> Role.ERROR;
            case MADE, ADDED, REMOVED, LEFT, RENAMED, GOES_ON -> Role.DIM;
        };
        String by = happened.by().map(this::third).orElseGet(() -> texts.say("journal.guichet"));
        String whom = happened.whom().map(this::third).orElse("");
        return Line.of(role, Printable.line(moments.clock(happened.time()) + "  — "))
                .and(role, texts.line(sentence(happened.what()), by, whom, happened.text()));
    }

    private static String sentence(RoomLine.What what) {
        return switch (what) {
            case MADE -> "room.made";
            case ADDED -> "room.added";
            case REMOVED -> "room.removed";
            case LEFT -> "room.left";
            case RENAMED -> "room.renamed";
            case STOPPED -> "room.stopped";
            case GOES_ON -> "room.goes-on";
        };
    }

    private List<Line> said(RoomLine.Said said) {
        List<Line> lines = new ArrayList<>();
        boolean toUs = said.mentionsUs() == RoomLine.Mention.YES;
        Line head = Line.of(Role.DIM, Printable.line(moments.clock(said.time()) + "  "))
                .and(role(said.author()), Printable.line(name(said.author())));
        if (toUs) {
            head = head.and(Role.KEY, Printable.line("  @ ").plus(texts.line("room.for-you")));
        }
        lines.add(said.edited().isPresent() ? head.and(Role.DIM, texts.line("room.edited")) : head);
        said.quote().ifPresent(quote -> Printable.lines(quote.text())
                .forEach(cited -> lines.add(Line.of(Role.QUOTE, INDENT.plus(Printable.line("> ")).plus(cited)))));
        if (said.deleted().isPresent()) {
            lines.add(Line.of(Role.DIM, INDENT.plus(texts.line("room.deleted"))));
        } else if (!said.body().isEmpty()) {
            Printable.lines(said.body()).forEach(text -> lines.add(Line.of(Role.PLAIN, INDENT.plus(text))));
        }
        said.attachments().forEach(file -> lines.add(attachment(file)));
        if (!said.reactions().isEmpty()) {
            lines.add(Line.of(Role.PLAIN, INDENT.plus(Printable.line(said.reactions().stream()
                    .map(reaction -> reaction.emoji() + " " + name(reaction.by()))
                    .collect(Collectors.joining("  "))))));
        }
        delivery(said.delivery()).ifPresent(lines::add);
        return lines;
    }

    private Line attachment(Attachment file) {
        return Line.of(Role.KEY, INDENT.plus(texts.line("read.attachment", file.n())))
                .and(Role.PLAIN, Printable.line(" " + file.name()))
                .and(Role.DIM, Printable.line("  " + moments.size(file.size())));
    }

    /// What became of ours; nothing where it is somebody else's.
    private Optional<Line> delivery(RoomLine.Delivery delivery) {
        Role role = switch (delivery.state()) {
            case RECEIVED, QUEUED, SENT, READ, WITHDRAWN -> Role.DIM;
            case HELD, FAILED, UNKNOWN -> Role.ERROR;
        };
        return switch (delivery.state()) {
            case RECEIVED -> Optional.empty();
            case READ -> Optional.of(Line.of(role, INDENT.plus(texts.line("room.read-by",
                    delivery.readBy().stream().map(this::name).collect(Collectors.joining(", "))))));
            case QUEUED, SENT, WITHDRAWN, HELD, FAILED, UNKNOWN ->
                Optional.of(Line.of(role, INDENT.plus(Printable.line(texts.of(delivery.state())))));
        };
    }

    /// A colleague by the name on the staff list; whoever is on none by what they call themselves, and the address.
    String name(Member member) {
        return switch (member.whose()) {
            case OURS -> texts.say("thread.us", member.name());
            case COLLEAGUE -> member.name();
            case NOBODYS -> texts.say("room.stranger", member.name(), member.address());
        };
    }

    /// As somebody is told of who did something.
    private String third(Member member) {
        return switch (member.whose()) {
            case OURS -> texts.say("room.us", member.name());
            case COLLEAGUE, NOBODYS -> name(member);
        };
    }

    private static Role role(Member author) {
        return switch (author.whose()) {
            case OURS -> Role.NOTE;
            case COLLEAGUE -> Role.STRONG;
            case NOBODYS -> Role.WARNING;
        };
    }
}
