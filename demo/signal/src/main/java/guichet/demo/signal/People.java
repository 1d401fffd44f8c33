package guichet.demo.signal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Everybody on the other side, and the groups that they are in. Any thread.
final class People {
    private final Map<String, Person> byUuid = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    record Group(String id, String name, List<String> members) {
    }

    synchronized void put(Person person) {
        byUuid.put(person.uuid(), person);
    }

    synchronized void put(Group group) {
        groups.put(group.id(), group);
    }

    synchronized List<Person> all() {
        return List.copyOf(byUuid.values());
    }

    synchronized Optional<Person> find(String word) {
        return byUuid.values().stream().filter(person -> person.isCalled(word)).findFirst();
    }

    synchronized Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    void trust(String recipient, boolean allKeys, String safetyNumber) throws RpcError {
        Person person = find(recipient)
                .orElseThrow(() -> new RpcError(RpcError.USER, "The user " + recipient + " is not registered."));
        if (!allKeys && safetyNumber.isEmpty()) {
            throw new RpcError(RpcError.USER,
                    "You need to specify the fingerprint/safety number you have verified with -v SAFETY_NUMBER");
        }
        if (!allKeys && !person.safetyNumber().replace(" ", "").equals(safetyNumber.replace(" ", ""))) {
            throw new RpcError(RpcError.USER,
                    "Failed to set the trust for this number, make sure the number and the fingerprint/safety number are correct.");
        }
        if (person.state() == Person.State.UNTRUSTED) {
            put(person.in(Person.State.FINE));
        }
    }

    /// @return whether somebody had asked for this challenge
    synchronized boolean lift(String token) {
        Optional<Person> asking = byUuid.values().stream()
                .filter(person -> person.token().filter(token::equals).isPresent()).findFirst();
        asking.ifPresent(person -> put(person.in(Person.State.FINE)));
        return asking.isPresent();
    }

    synchronized List<Object> groups(LocalAccounts.Account self, ToLongFunction<String> timer) {
        List<Object> list = new ArrayList<>();
        for (Group group : groups.values()) {
            list.add(Json.object("id", group.id(), "name", group.name(), "description", "", "isMember", true,
                    "isBlocked", false, "messageExpirationTime", timer.applyAsLong(group.id()), "members",
                    group.members().stream().map(uuid -> member(self, uuid)).toList()));
        }
        return list;
    }

    private Object member(LocalAccounts.Account self, String uuid) {
        String number = uuid.equals(self.uuid()) ? self.number() : find(uuid).flatMap(Person::number).orElse(null);
        return Json.object("number", number, "uuid", uuid);
    }

    synchronized List<Object> contacts(ToLongFunction<String> timer) {
        List<Object> list = new ArrayList<>();
        for (Person person : byUuid.values()) {
            list.add(Json.object("number", person.number().orElse(null), "uuid", person.uuid(), "username",
                    person.username().orElse(null), "name", person.name(), "isBlocked", false, "messageExpirationTime",
                    timer.applyAsLong(person.uuid())));
        }
        return list;
    }

    /// The same, where they are not known yet.
    synchronized void learnAtFirst(Map<String, @Nullable Object> entry) {
        boolean known = Json.string(entry, "uuid").filter(byUuid::containsKey).isPresent()
                || Json.string(entry, "id").filter(groups::containsKey).isPresent();
        if (!known) {
            learn(entry);
        }
    }

    /// The people and groups that a line of the script tells of.
    void learn(Map<String, @Nullable Object> entry) {
        switch (Json.string(entry, "do").orElse("")) {
            case "person" -> put(Person.of(entry));
            case "group" -> put(new Group(Json.string(entry, "id").orElseThrow(),
                    Json.string(entry, "name").orElse(""), Json.strings(entry, "members")));
            default -> {
            }
        }
    }
}
