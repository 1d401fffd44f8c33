package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.keystore.Address;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Keys that came with a message: one Autocrypt header (Autocrypt 1.1, section 2.3) and attached key files. Few and small; proof
/// of nothing.
final class KeyCandidates {
    private static final int MOST = 10;
    private static final int LARGEST = 100_000;

    private final Budget budget;
    private final List<Certificate> found = new ArrayList<>();

    private KeyCandidates(Budget budget) {
        this.budget = budget;
    }

    /// @param autocrypt the fields' values; more than one valid one counts for none
    static List<Certificate> of(List<String> autocrypt, ShownHeaders shown, List<AttachedFile> files, Budget budget) {
        KeyCandidates candidates = new KeyCandidates(budget);
        List<byte[]> keys = new ArrayList<>();
        for (String field : autocrypt) {
            keyData(field, shown.author()).ifPresent(keys::add);
        }
        if (keys.size() == 1) {
            candidates.add(keys.getFirst());
        }
        for (AttachedFile file : files) {
            if (file.type().equals("application/pgp-keys") && file.size() <= LARGEST) {
                candidates.add(file.content());
            }
        }
        return List.copyOf(candidates.found);
    }

    private void add(byte[] raw) {
        if (found.size() >= MOST || budget.timeIsUp()) {
            return;
        }
        switch (KeyFile.read(raw)) {
            case KeyFile.Keys keys -> keys.certificates().stream().limit(MOST - found.size()).forEach(found::add);
            case KeyFile.Unreadable _ -> {
            }
        }
    }

    private static Optional<byte[]> keyData(String field, Optional<Address> author) {
        MediaType attributes = MediaType.parse("autocrypt; " + field);
        boolean known = attributes.parameters().keySet().stream().allMatch(
                name -> name.startsWith("_") || name.equals("addr") || name.equals("prefer-encrypt")
                        || name.equals("keydata"));
        Optional<Address> owner = attributes.parameter("addr").flatMap(Address::parse);
        if (!known || owner.isEmpty() || !owner.equals(author)) {
            return Optional.empty();
        }
        return attributes.parameter("keydata").map(data -> data.replaceAll("\\s", ""))
                .filter(data -> data.length() <= LARGEST / 3 * 4).flatMap(KeyCandidates::base64);
    }

    private static Optional<byte[]> base64(String data) {
        try {
            return Optional.of(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
