package guichet.inbox.cases;

import guichet.crypto.Fingerprint;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.VaultException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A verdict as it is kept: all of it but the trust in the signer's key, which is always that of now.
record StoredProtection(Encryption encryption, Signature signature, Optional<Fingerprint> signer, String signerUserId,
        Optional<Boolean> senderMatches, List<Problem> problems) {

    static final String COLUMNS = "encryption, signature, signer, signer_user_id, sender_matches, problems";

    StoredProtection {
        problems = List.copyOf(problems);
    }

    static StoredProtection of(Protection verdict) {
        return new StoredProtection(verdict.encryption(), verdict.signature(),
                verdict.signer().map(Protection.Signer::fingerprint),
                verdict.signer().map(Protection.Signer::userId).orElse(""), verdict.senderMatches(),
                verdict.problems());
    }

    /// Empty for notes and contacts.
    static Optional<StoredProtection> of(Row row) throws VaultException {
        Optional<String> encryption = row.textOrNone("encryption");
        if (encryption.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StoredProtection(Encryption.valueOf(encryption.get()),
                Signature.valueOf(row.text("signature")), row.textOrNone("signer").map(Fingerprint::new),
                row.text("signer_user_id"), row.numberOrNone("sender_matches").map(flag -> flag != 0),
                problems(row.text("problems"))));
    }

    /// The names, with spaces between.
    String joinedProblems() {
        return problems.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static List<Problem> problems(String joined) {
        return Arrays.stream(joined.split(" ", -1)).filter(name -> !name.isEmpty()).map(Problem::valueOf).toList();
    }
}
