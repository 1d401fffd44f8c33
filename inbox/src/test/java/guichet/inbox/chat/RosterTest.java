package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Fingerprint;
import guichet.inbox.chat.Roster.RoomName;
import guichet.inbox.chat.Roster.Seat;
import guichet.keystore.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final int ROUNDS = Boolean.getBoolean("guichet.soak") ? 200_000 : 2_000;
    private static final Fingerprint ALICE = key(1);
    private static final Fingerprint BOB = key(2);
    private static final Address AT = new Address("a@ngo.test");

    private final Random random = new Random(4);

    @Test
    void mergesToTheSameInEveryOrderAndHoweverOftenTheSameIsHeard() {
        for (int round = 0; round < ROUNDS; round++) {
            Roster a = any();
            Roster b = any();
            Roster c = any();
            assertEquals(a.merge(b), b.merge(a));
            assertEquals(a.merge(b).merge(c), a.merge(b.merge(c)));
            assertEquals(a, a.merge(a));
            assertEquals(a.merge(b), a.merge(b).merge(b));
        }
    }

    @Test
    void everyOrderOfTheSameMessagesEndsWithTheMembersThatDeltaChatsRulesEndWith() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Told> told = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                told.add(new Told(key(random.nextInt(3)), random.nextInt(6), random.nextBoolean()));
            }
            Set<String> byTheirs = byTheirRules(told);
            Collections.shuffle(told, random);
            assertEquals(byTheirs, byTheirRules(told), "their own rules depend on no order either");
            Roster ours = Roster.empty();
            for (Told one : told) {
                ours = ours.merge(new Roster(new RoomName("", 0), Map.of(one.key(), one.added()
                        ? new Seat(AT, "", one.time(), 0)
                        : new Seat(AT, "", 0, one.time()))));
            }
            Set<String> members = new TreeSet<>();
            ours.members().forEach(key -> members.add(key.hex()));
            assertEquals(byTheirs, members);
        }
    }

    @Test
    void whoIsRemovedIsOutAndWhoIsAddedAgainIsIn() {
        Roster with = Roster.empty().with(ALICE, AT, "Alice", 100).with(BOB, AT, "Bob", 100);
        Roster without = with.without(BOB, 90);

        assertFalse(without.holds(BOB), "a clock that is behind removes as well");
        assertFalse(without.merge(with).holds(BOB), "an old message brings nobody back");
        assertTrue(without.with(BOB, AT, "Bob", 50).holds(BOB), "and adds again as well");
        assertTrue(without.holds(ALICE));
        assertEquals(without, without.without(key(9), 200));
    }

    @Test
    void twoWhoChangeARoomAtOnceBothHaveTheirWay() {
        Roster start = Roster.empty().with(ALICE, AT, "Alice", 100).with(BOB, AT, "Bob", 100).renamed("one", 100);
        Roster here = start.with(key(3), AT, "Carol", 200);
        Roster there = start.without(BOB, 200).renamed("two", 200);

        Roster merged = here.merge(there);
        assertTrue(merged.holds(key(3)));
        assertFalse(merged.holds(BOB));
        assertEquals("two", merged.name().text());
    }

    @Test
    void ofTwoNamesOfTheSameSecondTheOneThatSortsFirstStands() {
        Roster one = new Roster(new RoomName("one", 5), Map.of());
        Roster two = new Roster(new RoomName("two", 5), Map.of());

        assertEquals("one", one.merge(two).name().text());
        assertEquals("one", two.merge(one).name().text());
    }

    private record Told(Fingerprint key, long time, boolean added) {
    }

    /// As receive_imf.rs of Delta Chat's core keeps its rows.
    private static Set<String> byTheirRules(List<Told> told) {
        Map<String, long[]> rows = new HashMap<>();
        for (Told one : told) {
            long[] row = rows.computeIfAbsent(one.key().hex(), _ -> new long[]{Long.MIN_VALUE, 0});
            if (one.added() && one.time() > row[0] && one.time() >= row[1]) {
                row[0] = one.time();
            } else if (!one.added() && one.time() > row[1] && one.time() > Math.max(row[0], 0)) {
                row[1] = one.time();
            }
        }
        Set<String> members = new TreeSet<>();
        rows.forEach((key, row) -> {
            if (Math.max(row[0], 0) >= row[1]) {
                members.add(key);
            }
        });
        return members;
    }

    private Roster any() {
        Map<Fingerprint, Seat> seats = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            seats.put(key(random.nextInt(4)), new Seat(new Address("p" + random.nextInt(2) + "@ngo.test"),
                    "n" + random.nextInt(2), random.nextInt(5), random.nextInt(5)));
        }
        return new Roster(new RoomName("r" + random.nextInt(3), random.nextInt(3)), seats);
    }

    private static Fingerprint key(int n) {
        return new Fingerprint("%040X".formatted(n));
    }
}
