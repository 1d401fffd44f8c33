package guichet.inbox.signal;

import guichet.keystore.SignalRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The members of a JSON object, each asked for as what it has to be: of another kind, it is [Unfit], never silently something else.
record Fields(Map<String, JsonNode> members) {
    /// The end of the year 9999 in UTC: later ones can't be written as a date.
    private static final long LAST_MILLISECOND = 253_402_300_799_999L;

    static Fields of(JsonNode node) throws Unfit {
        if (node instanceof JsonNode.Obj object) {
            return new Fields(object.members());
        }
        throw new Unfit("wrong-type");
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /// Whether anything stands there beside these names.
    boolean hasOtherThan(Set<String> names) {
        return !names.containsAll(members.keySet());
    }

    Optional<Fields> object(String name) throws Unfit {
        JsonNode node = members.get(name);
        return node == null ? Optional.empty() : Optional.of(of(node));
    }

    /// Empty where there is none.
    List<Fields> objects(String name, int most) throws Unfit {
        List<Fields> all = new ArrayList<>();
        for (JsonNode element : array(name, most)) {
            all.add(of(element));
        }
        return all;
    }

    Optional<String> text(String name) throws Unfit {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case JsonNode.Text text -> Optional.of(text.value());
            default -> throw new Unfit("wrong-type");
        };
    }

    /// Empty where there is none, or it is empty.
    String textOr(String name) throws Unfit {
        return text(name).orElse("");
    }

    Optional<Long> whole(String name) throws Unfit {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case JsonNode.Whole whole -> Optional.of(whole.value());
            default -> throw new Unfit("wrong-type");
        };
    }

    boolean flag(String name) throws Unfit {
        return switch (members.get(name)) {
            case null -> false;
            case JsonNode.Flag flag -> flag.value();
            default -> throw new Unfit("wrong-type");
        };
    }

    /// A time that names a message; there has to be one.
    Instant time(String name) throws Unfit {
        return time(whole(name).orElseThrow(() -> new Unfit("no-time")));
    }

    List<Instant> times(String name, int most) throws Unfit {
        List<Instant> all = new ArrayList<>();
        for (JsonNode element : array(name, most)) {
            if (!(element instanceof JsonNode.Whole whole)) {
                throw new Unfit("wrong-type");
            }
            all.add(time(whole.value()));
        }
        return all;
    }

    /// Somebody, by the members `…Uuid` and `…Number` of this prefix; empty where neither says anything.
    Optional<Somebody> somebody(String uuid, String number) throws Unfit {
        Optional<String> claimedAci = text(uuid);
        Optional<String> claimedNumber = text(number);
        Optional<SignalRecipient.Aci> aci = claimedAci.flatMap(SignalRecipient.Aci::parse);
        Optional<SignalRecipient.PhoneNumber> phone = claimedNumber.flatMap(SignalRecipient.PhoneNumber::parse);
        if ((claimedAci.isPresent() && aci.isEmpty()) || (claimedNumber.isPresent() && phone.isEmpty())) {
            throw new Unfit("bad-person");
        }
        return aci.isEmpty() && phone.isEmpty() ? Optional.empty() : Optional.of(new Somebody(aci, phone));
    }

    private static Instant time(long milliseconds) throws Unfit {
        if (milliseconds < 1 || milliseconds > LAST_MILLISECOND) {
            throw new Unfit("bad-time");
        }
        return Instant.ofEpochMilli(milliseconds);
    }

    private List<JsonNode> array(String name, int most) throws Unfit {
        List<JsonNode> elements = switch (members.get(name)) {
            case null -> List.of();
            case JsonNode.Arr array -> array.elements();
            default -> throw new Unfit("wrong-type");
        };
        if (elements.size() > most) {
            throw new Unfit("too-many");
        }
        return elements;
    }
}
