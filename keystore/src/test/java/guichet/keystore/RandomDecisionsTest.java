package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mail and people in any order, against a model that knows nothing but the rules of docs/keys.md. Each seed is a life
/// of an office; what has to hold is looked at after each step.
class RandomDecisionsTest {
    private static final int STEPS = 60;
    private static final List<String> ADDRESSES = List.of("bob@example.org", "bob@work.example", "mallory@example.net");

    private static final List<KeySource> SOURCES = List.of(KeySource.values());

    /// The forms in which each of the keys may be shown, by whoever has them.
    private static final List<List<Certificate>> KEYS = keys();

    private record Pair(Address address, Fingerprint key) {
    }

    /// What the rules say.
    private static final class Model {
        final Map<Fingerprint, Certificate> known = new HashMap<>();
        final Set<Pair> seen = new HashSet<>();
        final Set<Pair> decided = new HashSet<>();
        final Map<Address, Fingerprint> settled = new HashMap<>();
        final Set<Pair> mayUse = new HashSet<>();
        final Set<Fingerprint> distrusted = new HashSet<>();
        final Set<Pair> alarms = new HashSet<>();

        void comesIn(Certificate shown, Optional<Address> claimed) {
            Certificate now = known.merge(shown.fingerprint(), shown, Certificate::merge);
            claimed.ifPresent(address -> seen.add(new Pair(address, now.fingerprint())));
            now.addresses().forEach(address -> seen.add(new Pair(new Address(address), now.fingerprint())));
            if (distrusted.contains(now.fingerprint()) || now.problem(Cast.NOW).isPresent()) {
                return;
            }
            for (Pair pair : seen) {
                Fingerprint other = settled.get(pair.address());
                if (pair.key().equals(now.fingerprint()) && other != null && !other.equals(pair.key())
                        && !decided.contains(pair)) {
                    alarms.add(pair);
                }
            }
        }

        void take(Fingerprint key, Collection<Address> addresses) {
            distrusted.remove(key);
            for (Address address : addresses) {
                Pair pair = new Pair(address, key);
                seen.add(pair);
                decided.add(pair);
                mayUse.add(pair);
                alarms.remove(pair);
                settled.put(address, key);
            }
        }

        void distrust(Fingerprint key) {
            distrusted.add(key);
            decided.removeIf(pair -> pair.key().equals(key));
            mayUse.removeIf(pair -> pair.key().equals(key));
            alarms.removeIf(pair -> pair.key().equals(key));
        }

        void keep(Address address) {
            List<Pair> ended = alarms.stream().filter(pair -> pair.address().equals(address)).toList();
            decided.addAll(ended);
            alarms.removeAll(Set.copyOf(ended));
        }

        Optional<Fingerprint> keyFor(Address address) {
            return Optional.ofNullable(settled.get(address)).filter(key -> mayUse.contains(new Pair(address, key)))
                    .filter(key -> Optional.ofNullable(known.get(key)).orElseThrow().problem(Cast.NOW).isEmpty())
                    .filter(_ -> alarms.stream().noneMatch(pair -> pair.address().equals(address)));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, Boolean.getBoolean("guichet.soak") ? 1_000 : 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theKeyringDoesWhatTheRulesSay(long seed) throws VaultException {
        Random random = new Random(seed);
        Model model = new Model();
        try (Office office = Office.open()) {
            for (int step = 0; step < STEPS; step++) {
                String did = step(random, office, model);
                check(office, model, "seed " + seed + ", step " + step + ": " + did);
            }
        }
    }

    private static String step(Random random, Office office, Model model) throws VaultException {
        List<Certificate> forms = KEYS.get(random.nextInt(KEYS.size()));
        Certificate shown = forms.get(random.nextInt(forms.size()));
        Fingerprint key = shown.fingerprint();
        String address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> {
                office.imports(shown, SOURCES.get(random.nextInt(SOURCES.size())));
                model.comesIn(shown, Optional.empty());
                yield "import " + shown.userIds();
            }
            case 4 -> {
                office.hears(shown, address);
                model.comesIn(shown, Optional.of(new Address(address)));
                yield "hear " + shown.userIds() + " for " + address;
            }
            case 5 -> {
                if (office.accepts(shown) instanceof Decided.Done done) {
                    model.take(key, done.addresses());
                }
                yield "accept " + shown.userIds();
            }
            case 6, 7 -> {
                if (office.accepts(shown, address) instanceof Decided.Done) {
                    model.take(key, Keysmith.addresses(address));
                }
                yield "accept " + shown.userIds() + " for " + address;
            }
            case 8 -> {
                if (office.verifies(shown, address) instanceof Decided.Done) {
                    model.take(key, Keysmith.addresses(address));
                }
                yield "verify " + shown.userIds() + " for " + address;
            }
            case 9 -> {
                if (office.distrusts(shown) instanceof Decided.Done) {
                    model.distrust(key);
                }
                yield "distrust " + shown.userIds();
            }
            case 10 -> {
                office.keeps(address);
                model.keep(new Address(address));
                yield "keep " + address;
            }
            case 11 -> {
                office.temp.reopen();
                yield "reopen";
            }
            default -> throw new IllegalStateException();
        };
    }

    private static void check(Office office, Model model, String where) throws VaultException {
        assertEquals(model.alarms, office.alarms().stream()
                .map(alarm -> new Pair(alarm.address(), alarm.other().fingerprint())).collect(Collectors.toSet()),
                where);
        for (String address : ADDRESSES) {
            assertEquals(model.keyFor(new Address(address)), office.keyFor(address), where);
        }
        for (Certificate certificate : model.known.values()) {
            KnownKey known = office.known(certificate);
            assertEquals(model.distrusted.contains(certificate.fingerprint()), known.trust() == Trust.DISTRUSTED,
                    where);
            assertEquals(
                    model.mayUse.stream().filter(pair -> pair.key().equals(certificate.fingerprint()))
                            .map(Pair::address).collect(Collectors.toSet()),
                    Set.copyOf(known.acceptedFor()), where);
            assertEquals(known.acceptedFor().isEmpty(),
                    known.trust() == Trust.UNKNOWN || known.trust() == Trust.DISTRUSTED, where);
        }
    }

    private static List<List<Certificate>> keys() {
        try {
            SecretKey mallory = Keysmith.key("Mallory <mallory@example.net>");
            SecretKey old = Keysmith.key("Bob, long ago <bob@example.org>");
            List<List<Certificate>> keys = new ArrayList<>();
            keys.add(List.of(Keysmith.certificate("Bob <bob@example.org>")));
            keys.add(List.of(Keysmith.certificate("Bob, again <bob@example.org>")));
            keys.add(List.of(Keysmith.certificate("Bob, twice <bob@example.org>", "Bob <bob@work.example>")));
            keys.add(List.of(old.certificate(), old.revoked(Cast.NOW.minusSeconds(60), RevocationReason.RETIRED)));
            keys.add(List.of(mallory.certificate(),
                    Keysmith.withUserId(mallory, mallory.certificate(), "Bob <bob@example.org>")));
            keys.add(List.of(Keysmith.certificate("Nobody in particular")));
            return keys;
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }
}
