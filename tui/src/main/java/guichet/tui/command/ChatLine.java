package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.chat.ChatAlarm;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomState;
import guichet.inbox.chat.Stop;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Locale;

/// Rooms, people in them and colleagues, as they are listed.
final class ChatLine {
    private ChatLine() {
    }

    static void show(Room room, Workspace vault, Output out) {
        List<Stop> stops = stops(room);
        String state = state(room);
        out.content(
                new JsonLine().put("id", room.id().text()).put("kind", room.kind().word()).put("name", room.name())
                        .put("case", room.caseId().map(CaseId::value)).put("state", state)
                        .objects("stops", stops.stream().map(ChatLine::json).toList()).put("members", room.members())
                        .put("unread", room.unread()).put("mentions", room.mentions()).put("last", room.last()),
                text(room, state, stops, vault, out.sentences()));
    }

    private static String text(Room room, String state, List<Stop> stops, Workspace vault, Sentences sentences) {
        StringBuilder text = new StringBuilder("%8s  %s  %s  %s".formatted(room.id().text(),
                sentences.word("room-" + room.kind().word()), Sentences.safe(room.name()),
                sentences.tell("chat.members", room.members())));
        if (room.unread() > 0) {
            text.append("  ").append(sentences.tell("chat.unread", room.unread(), room.mentions()));
        }
        room.last().ifPresent(last -> text.append("  ").append(sentences.time(last, vault.clock())));
        if (!state.equals("open")) {
            text.append("  ").append(sentences.word("room-" + state));
        }
        stops.forEach(stop -> text.append("\n          ")
                .append(sentences.tell("chat-stop." + stop.why().word(), stop.address(), stop.key().spaced())));
        return text.toString();
    }

    private static List<Stop> stops(Room room) {
        return switch (room.state()) {
            case RoomState.Stopped(List<Stop> stops) -> stops;
            case RoomState.Open _,RoomState.Left _,RoomState.Past _ -> List.of();
        };
    }

    private static String state(Room room) {
        return switch (room.state()) {
            case RoomState.Open _ -> "open";
            case RoomState.Stopped _ -> "stopped";
            case RoomState.Left _ -> "left";
            case RoomState.Past _ -> "past";
        };
    }

    private static JsonLine json(Stop stop) {
        return new JsonLine().put("why", stop.why().word()).put("address", stop.address().value()).put("fingerprint",
                stop.key().hex());
    }

    static JsonLine json(Member member) {
        return new JsonLine().put("name", member.name()).put("address", member.address().value())
                .put("fingerprint", member.key().hex()).put("whose", whose(member));
    }

    static void show(Member member, Output out) {
        out.content(json(member), Sentences.safe(member.name()) + " <" + member.address() + ">  "
                + out.sentences().word("whose-" + whose(member)) + "\n    " + member.key().spaced());
    }

    private static String whose(Member member) {
        return member.whose().name().toLowerCase(Locale.ROOT);
    }

    static JsonLine json(Colleague colleague) {
        return new JsonLine().put("name", colleague.name()).put("address", colleague.address().value())
                .put("fingerprint", colleague.key().hex()).put("how", colleague.how().word()).put("by", colleague.by())
                .put("since", colleague.since());
    }

    static String text(Colleague colleague, Workspace vault, Sentences sentences) {
        return Sentences.safe(colleague.name()) + " <" + colleague.address() + ">\n    " + colleague.key().spaced()
                + "\n    " + sentences.word("how-" + colleague.how().word()) + " · " + Sentences.safe(colleague.by())
                + " · " + sentences.time(colleague.since(), vault.clock());
    }

    static void show(ChatAlarm alarm, Workspace vault, Output out) {
        out.content(
                new JsonLine().put("address", alarm.address().value()).put("pinned", alarm.pinned().hex())
                        .put("other", alarm.other().hex()).put("room", alarm.room().map(room -> room.text()))
                        .put("raised", alarm.raised()),
                out.sentences().tell("chat.alarm", alarm.address(), out.sentences().time(alarm.raised(), vault.clock()),
                        alarm.pinned().spaced(), alarm.other().spaced()));
    }
}
