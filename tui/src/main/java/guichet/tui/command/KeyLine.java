package guichet.tui.command;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.inbox.CaseId;
import guichet.inbox.archive.PastKey;
import guichet.keystore.Address;
import guichet.keystore.KeyAlarm;
import guichet.keystore.KnownKey;
import guichet.keystore.Person;
import guichet.keystore.SharedKey;
import guichet.keystore.Trust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A key as it is listed, with whether anything can be encrypted to it now.
///
/// @param past the cases that came back from an archive with it; [PastKey]
record KeyLine(KnownKey key, Optional<Person> owner, List<Address> sharedFor, Optional<String> why,
        List<Address> alarms, List<CaseId> past) {
    KeyLine {
        sharedFor = List.copyOf(sharedFor);
        alarms = List.copyOf(alarms);
        past = List.copyOf(past);
    }

    /// Every key of the vault: our own, those of others, and then those of then, which nothing here knows any more.
    static List<KeyLine> all(Workspace vault, Tx tx) throws VaultException {
        List<KeyLine> lines = new ArrayList<>();
        for (Certificate own : vault.people().allCertificates(tx)) {
            Optional<KnownKey> known = vault.keyring().find(tx, own.fingerprint());
            if (known.isPresent()) {
                lines.add(of(vault, tx, known.get()));
            }
        }
        for (KnownKey key : vault.keyring().list(tx)) {
            lines.add(of(vault, tx, key));
        }
        for (PastKey past : PastKey.list(tx)) {
            Fingerprint key = past.certificate().fingerprint();
            if (owner(vault, tx, key).isEmpty()
                    && lines.stream().noneMatch(line -> line.key().fingerprint().equals(key))) {
                lines.add(ofPast(tx, past));
            }
        }
        return lines;
    }

    private static KeyLine ofPast(Tx tx, PastKey past) throws VaultException {
        KnownKey nobodys = new KnownKey(past.certificate(), Trust.UNKNOWN, List.of(), Optional.empty(),
                Optional.empty(), Optional.empty());
        return new KeyLine(nobodys, Optional.empty(), List.of(), Optional.of("past-key"), List.of(),
                cases(tx, past.certificate().fingerprint()));
    }

    private static List<CaseId> cases(Tx tx, Fingerprint key) throws VaultException {
        return PastKey.list(tx).stream().filter(past -> past.certificate().fingerprint().equals(key))
                .map(PastKey::caseId).toList();
    }

    static KeyLine of(Workspace vault, Tx tx, KnownKey key) throws VaultException {
        Optional<Person> owner = owner(vault, tx, key.fingerprint());
        List<Address> alarms = vault.keyring().alarms(tx).stream()
                .filter(alarm -> alarm.settled().fingerprint().equals(key.fingerprint())
                        || alarm.other().fingerprint().equals(key.fingerprint()))
                .map(KeyAlarm::address).distinct().toList();
        Optional<String> problem = key.certificate().problem(vault.clock().instant()).map(KeyLine::word);
        Optional<String> why = owner.isPresent() ? problem : theirs(key, problem, alarms);
        List<Address> shared = vault.people().sharedKeys(tx).stream()
                .filter(each -> each.key().equals(key.fingerprint())).map(SharedKey::address).toList();
        return new KeyLine(key, owner, shared, why, alarms, cases(tx, key.fingerprint()));
    }

    private static Optional<Person> owner(Workspace vault, Tx tx, Fingerprint key) throws VaultException {
        boolean ours = vault.people().allCertificates(tx).stream()
                .anyMatch(certificate -> certificate.fingerprint().equals(key));
        return ours
                ? Optional.of(vault.people().list(tx).stream().filter(person -> person.key().equals(key))
                        .findFirst().orElse(vault.person()))
                : Optional.empty();
    }

    private static Optional<String> theirs(KnownKey key, Optional<String> problem, List<Address> alarms) {
        if (key.trust() == Trust.DISTRUSTED) {
            return Optional.of("distrusted-key");
        }
        if (problem.isPresent()) {
            return problem;
        }
        if (!alarms.isEmpty()) {
            return Optional.of("key-changed");
        }
        return key.trust() == Trust.UNKNOWN ? Optional.of("not-accepted") : Optional.empty();
    }

    private static String word(KeyProblem problem) {
        return switch (problem) {
            case EXPIRED -> "expired-key";
            case REVOKED -> "revoked-key";
            case WEAK -> "weak-key";
            case NO_ENCRYPTION_SUBKEY -> "no-encryption-subkey";
        };
    }

    private String trust() {
        return owner.isPresent() ? "verified" : key.trust().name().toLowerCase(Locale.ROOT);
    }

    JsonLine json() {
        return new JsonLine().put("fingerprint", key.fingerprint().hex())
                .strings("userIds", key.certificate().userIds()).put("trust", trust()).flag("usable", why.isEmpty())
                .put("why", why).put("expires", key.certificate().encryptionEnds()).flag("own", owner.isPresent())
                .strings("sharedFor", sharedFor.stream().map(Address::value).toList())
                .strings("acceptedFor", key.acceptedFor().stream().map(Address::value).toList())
                .put("by", key.by()).put("when", key.when()).put("how", key.how())
                .strings("alarms", alarms.stream().map(Address::value).toList())
                .strings("past", past.stream().map(CaseId::value).toList());
    }

    String text(Workspace vault, Sentences sentences) {
        String state = !sharedFor.isEmpty()
                ? sentences.tell("key.shared",
                        sharedFor.stream().map(Address::value).collect(Collectors.joining(", ")))
                : owner.isPresent()
                        ? sentences.tell("key.own")
                        : key.by().isPresent() && key.when().isPresent()
                                ? sentences.tell("key.decided", sentences.word("trust-" + trust()), key.by().get(),
                                        sentences.time(key.when().get(), vault.clock()))
                                : sentences.word("trust-" + trust());
        String usable = why.map(word -> sentences.tell("key.unusable", sentences.word(word)))
                .orElseGet(() -> sentences.tell("key.usable"));
        String expires = key.certificate().encryptionEnds()
                .map(end -> sentences.tell("key.expires", sentences.time(end, vault.clock()))).orElse("");
        String old = past.isEmpty()
                ? ""
                : sentences.tell("key.past", past.stream().map(CaseId::value).collect(Collectors.joining(", ")));
        return key.fingerprint().spaced() + "\n    "
                + key.certificate().userIds().stream().map(Sentences::safe).collect(Collectors.joining("\n    "))
                + "\n    " + Stream.of(state, usable, expires, old).filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" · "));
    }

    static void show(Workspace vault, List<KeyLine> keys, Output out) {
        keys.forEach(line -> out.content(line.json(), line.text(vault, out.sentences())));
    }
}
