package guichet.inbox.intake;

import guichet.crypto.Certificate;
import guichet.crypto.Digests;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.inbox.mime.SignerDirectory;
import guichet.keystore.Address;
import guichet.keystore.Keyring;
import guichet.keystore.KnownKey;
import guichet.keystore.People;
import guichet.keystore.Trust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// All keys of the vault at one moment, to read messages with outside of its transaction. Close it: it holds secret keys.
///
/// It names what it is made of, so that a later one can tell whether it may read something better.
final class KeySet implements SignerDirectory, AutoCloseable {
    private final List<SecretKey> secretKeys;
    private final List<Certificate> certificates;
    private final Map<Fingerprint, Trust> trust;
    private final Map<Fingerprint, String> states;

    private KeySet(List<SecretKey> secretKeys, List<Certificate> certificates, Map<Fingerprint, Trust> trust,
            Map<Fingerprint, String> states) {
        this.secretKeys = secretKeys;
        this.certificates = certificates;
        this.trust = trust;
        this.states = states;
    }

    static KeySet now(Tx tx, People people, Keyring keyring) throws VaultException {
        List<Certificate> certificates = new ArrayList<>();
        Map<Fingerprint, Trust> trust = new HashMap<>();
        Map<Fingerprint, String> states = new HashMap<>();
        for (KnownKey key : keyring.list(tx)) {
            certificates.add(key.certificate());
            trust.put(key.fingerprint(), key.trust());
            states.put(key.fingerprint(), state(key));
        }
        for (Certificate own : people.allCertificates(tx)) {
            certificates.add(own);
            trust.put(own.fingerprint(), Trust.VERIFIED);
            states.put(own.fingerprint(), hash(own.bytes(), "ours"));
        }
        return new KeySet(people.allKeys(tx), List.copyOf(certificates), Map.copyOf(trust), Map.copyOf(states));
    }

    /// This one and what came with a message. Shares the secret keys: only the first one is closed.
    KeySet and(List<Certificate> candidates) {
        List<Certificate> more = new ArrayList<>(certificates);
        candidates.stream().filter(candidate -> !states.containsKey(candidate.fingerprint())).forEach(more::add);
        return new KeySet(secretKeys, List.copyOf(more), trust, states);
    }

    /// Our own.
    Set<Fingerprint> readers() {
        return secretKeys.stream().map(SecretKey::fingerprint).collect(Collectors.toSet());
    }

    List<SecretKey> secretKeys() {
        return secretKeys;
    }

    @Override
    public List<Certificate> certificates() {
        return certificates;
    }

    /// For the strongest of its addresses; the store narrows it to the one that is shown.
    @Override
    public Trust trust(Fingerprint signer) {
        return trust.getOrDefault(signer, Trust.UNKNOWN);
    }

    /// Changes where the certificate or the trust in it changes; empty where it is not known.
    String stateOf(Fingerprint signer) {
        return states.getOrDefault(signer, "");
    }

    Map<Fingerprint, String> states() {
        return states;
    }

    /// The state of one of the others' keys.
    static String state(KnownKey key) {
        String decided = key.trust() + key.acceptedFor().stream().map(Address::key).sorted()
                .collect(Collectors.joining(" ", " ", ""));
        return hash(key.certificate().bytes(), decided);
    }

    /// Changes where there is another secret key.
    String openers() {
        return "open " + hash(new byte[0], secretKeys.stream().map(key -> key.fingerprint().hex())
                .collect(Collectors.toCollection(TreeSet::new)).toString());
    }

    /// Changes where there is another certificate.
    String signers() {
        return "sign " + hash(new byte[0], states.keySet().stream().map(Fingerprint::hex)
                .collect(Collectors.toCollection(TreeSet::new)).toString());
    }

    @Override
    public void close() {
        secretKeys.forEach(SecretKey::close);
    }

    private static String hash(byte[] bytes, String words) {
        return HexFormat.of().formatHex(Digests.sha256(bytes, words.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
