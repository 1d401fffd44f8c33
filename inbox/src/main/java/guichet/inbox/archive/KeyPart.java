package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.keystore.Address;
import guichet.keystore.Keyring;
import guichet.keystore.KnownKey;
import guichet.keystore.People;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The certificates of the people whom a case concerns: by which its signatures can be checked, and to which it was encrypted. With what was
/// decided about them here; a copy of the bag proves nothing about whose they are.
final class KeyPart {
    static final String FOLDER = "keys/";

    private KeyPart() {
    }

    /// @param addresses of everybody named in the case
    /// @param signers   whose signatures its messages bear
    /// @param always    ours: who exports
    static List<JsonMap> write(Tx tx, CaseId id, Keyring keyring, People people, Set<String> addresses,
            Set<String> signers,
            Certificate always, ManifestedBag bag) throws VaultException, IOException {
        Map<String, KnownKey> theirs = new TreeMap<>();
        for (String text : addresses) {
            if (Address.parse(text).isPresent()) {
                keyring.forAddress(tx, Address.parse(text).get())
                        .forEach(key -> theirs.putIfAbsent(key.fingerprint().hex(), key));
            }
        }
        Map<String, Certificate> ours = new TreeMap<>();
        for (Certificate own : people.allCertificates(tx)) {
            if (own.addresses().stream().anyMatch(addresses::contains) || signers.contains(own.fingerprint().hex())) {
                ours.put(own.fingerprint().hex(), own);
            }
        }
        ours.put(always.fingerprint().hex(), always);
        for (String signer : signers) {
            if (!ours.containsKey(signer) && !theirs.containsKey(signer)) {
                keyring.find(tx, new Fingerprint(signer)).ifPresent(key -> theirs.put(signer, key));
            }
        }
        theirs.keySet().removeAll(ours.keySet());
        List<JsonMap> all = new ArrayList<>();
        for (Certificate own : ours.values()) {
            all.add(file(own, bag).flag("ours", true));
        }
        for (KnownKey known : theirs.values()) {
            all.add(theirs(known, bag));
        }
        past(tx, id, all, bag);
        return all;
    }

    static JsonMap theirs(KnownKey known, ManifestedBag bag) throws IOException {
        return file(known.certificate(), bag).flag("ours", false).put("trust", known.trust().name())
                .strings("acceptedFor",
                        known.acceptedFor().stream().map(Address::value).collect(Collectors.toList()))
                .putText("by", known.by()).putTime("decided", known.when()).putText("how", known.how());
    }

    /// Those of a case that was away, as they came back with it, where nothing newer is known of them here.
    private static void past(Tx tx, CaseId id, List<JsonMap> all, ManifestedBag bag)
            throws VaultException, IOException {
        record Past(String entry, String certificate) {
        }
        Set<String> written = new HashSet<>();
        for (JsonMap key : all) {
            written.add(key.text("fingerprint"));
        }
        for (Past past : tx.list("SELECT entry, certificate FROM past_key WHERE case_id = ? ORDER BY fingerprint",
                row -> new Past(row.text("entry"), row.text("certificate")), id.value())) {
            JsonMap entry = JsonMap.read(past.entry().getBytes(StandardCharsets.UTF_8));
            if (written.add(entry.text("fingerprint"))) {
                bag.payload(entry.text("file"), past.certificate());
                all.add(entry);
            }
        }
    }

    private static JsonMap file(Certificate certificate, ManifestedBag bag) throws IOException {
        String path = FOLDER + certificate.fingerprint().hex() + ".asc";
        bag.payload(path, certificate.armored());
        return new JsonMap().put("fingerprint", certificate.fingerprint().hex()).put("file", path)
                .strings("userIds", certificate.userIds());
    }
}
