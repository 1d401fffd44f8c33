package guichet.inbox.mime;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a message of the chat says of itself, inside of what is encrypted: whose room it belongs to, and what it does there. Claims, as far as it came from
/// somebody; written as it stands, where it is ours.
///
/// @param group empty: between two
/// @param timer after how many seconds phones erase it; empty: never
/// @param gossip keys of the others, each as its header has it; never believed
public record ChatHeaders(Optional<Group> group, Act act, OptionalLong timer, List<String> gossip) {
    public ChatHeaders {
        gossip = List.copyOf(gossip);
    }

    /// The keys that others are said to have, for these addresses only: candidates, and proof of nothing.
    public List<OfferedKey.Autocrypt> gossipedFor(Set<Address> wanted) {
        return KeyCandidates.gossiped(gossip, wanted);
    }

    /// A room with a name and a list.
    ///
    /// @param id       24 characters of base64url as a rule
    /// @param nameTime when the name was set, in seconds since 1970
    /// @param members  without whoever writes
    /// @param past     who was removed
    public record Group(String id, String name, OptionalLong nameTime, List<Listed> members, List<Listed> past) {
        public Group {
            members = List.copyOf(members);
            past = List.copyOf(past);
        }
    }

    /// Somebody in a room's list.
    ///
    /// @param address as it is claimed
    /// @param key     empty where only the address is told
    /// @param time    when they were added or removed, in seconds since 1970; empty where the list says nothing of that
    public record Listed(String name, String address, Optional<Fingerprint> key, OptionalLong time) {
    }

    /// What a message does.
    public sealed interface Act {
        /// It says something.
        record Words() implements Act {
        }

        /// Its words come apart from the files that follow in another message.
        ///
        /// @param whole the Message-ID of that one, by which both are known
        record WordsBefore(String whole) implements Act {
        }

        /// Its body is what its author puts to the message that it answers, instead of what they had put there (RFC 9078).
        record Reaction() implements Act {
        }

        /// Its body replaces that of an earlier one of the same author.
        record Edit(String target) implements Act {
        }

        record Delete(List<String> targets) implements Act {
            public Delete {
                targets = List.copyOf(targets);
            }
        }

        /// Its author's app has shown these.
        record Receipt(List<String> targets) implements Act {
            public Receipt {
                targets = List.copyOf(targets);
            }
        }

        record Added(Listed whom) implements Act {
        }

        record Removed(Listed whom) implements Act {
        }

        record Renamed(String before) implements Act {
        }

        /// Nothing that is shown here: a picture of the room, a call, a timer…
        record Other() implements Act {
        }
    }
}
