package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.keystore.Address;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the keys that came with a message: one Autocrypt header (Autocrypt 1.1, section 2.3) and attached key files. Few and
/// small.
final class KeyCandidates {
    private static final int MOST = 10;
    private static final int LARGEST = 100_000;

    private final Budget budget;
    private final List<OfferedKey> found = new ArrayList<>();

    private KeyCandidates(Budget budget) {
        this.budget = budget;
    }

    /// @param autocrypt the fields' values; more than one valid one counts for none
    static List<OfferedKey> of(List<String> autocrypt, ShownHeaders shown, List<AttachedFile> files, Budget budget) {
        KeyCandidates candidates = new KeyCandidates(budget);
        shown.author().ifPresent(author -> candidates.addAutocrypt(autocrypt, author));
        for (AttachedFile file : files) {
            if (file.type().equals("application/pgp-keys") && file.far().isEmpty() && file.size() <= LARGEST) {
                candidates.read(file.content()).forEach(key -> candidates.found.add(new OfferedKey.Attached(key)));
            }
        }
        return List.copyOf(candidates.found);
    }

    /// The keys of others that one header field each gives (`Autocrypt-Gossip`), for these addresses only.
    static List<OfferedKey.Autocrypt> gossiped(List<String> fields, Set<Address> wanted) {
        List<OfferedKey.Autocrypt> found = new ArrayList<>();
        for (String field : fields) {
            Optional<Address> owner = MediaType.parse("autocrypt; " + field).parameter("addr").flatMap(Address::parse)
                    .filter(wanted::contains);
            Optional<byte[]> data = owner.flatMap(address -> keyData(field, address));
            if (data.isPresent() && KeyFile.read(data.get()) instanceof KeyFile.Keys keys
                    && keys.certificates().size() == 1) {
                found.add(new OfferedKey.Autocrypt(keys.certificates().getFirst(), owner.get()));
            }
        }
        return List.copyOf(found);
    }

    private void addAutocrypt(List<String> fields, Address author) {
        List<byte[]> valid = fields.stream().flatMap(field -> keyData(field, author).stream()).limit(2).toList();
        if (valid.size() != 1) {
            return;
        }
        List<Certificate> keys = read(valid.getFirst());
        if (keys.size() == 1) {
            found.add(new OfferedKey.Autocrypt(keys.getFirst(), author));
        }
    }

    /// As many as there is room for.
    private List<Certificate> read(byte[] raw) {
        if (found.size() >= MOST || budget.timeIsUp()) {
            return List.of();
        }
        return switch (KeyFile.read(raw)) {
            case KeyFile.Keys keys -> keys.certificates().stream().limit(MOST - found.size()).toList();
            case KeyFile.Unreadable _ -> List.of();
        };
    }

    /// Of a field for the author, without any attribute that is not known and calls itself critical by its name.
    private static Optional<byte[]> keyData(String field, Address author) {
        MediaType attributes = MediaType.parse("autocrypt; " + field);
        boolean known = attributes.parameters().keySet().stream().allMatch(
                name -> name.startsWith("_") || name.equals("addr") || name.equals("prefer-encrypt")
                        || name.equals("keydata"));
        Optional<Address> owner = attributes.parameter("addr").flatMap(Address::parse);
        if (!known || owner.filter(author::equals).isEmpty()) {
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
