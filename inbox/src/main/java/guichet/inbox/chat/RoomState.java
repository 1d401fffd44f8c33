package guichet.inbox.chat;

import java.util.List;

/// Whether anything may leave into a room.
public sealed interface RoomState {
    record Open() implements RoomState {
    }

    /// Nothing leaves into it until a person has decided about everyone named here.
    ///
    /// @param stops at least one
    record Stopped(List<Stop> stops) implements RoomState {
        public Stopped {
            stops = List.copyOf(stops);
        }
    }

    /// None of us is in it any more: it can be read, and nothing leaves into it.
    record Left() implements RoomState {
    }

    /// It came back with its case: it can be read, and nothing leaves into it.
    record Past() implements RoomState {
    }
}
