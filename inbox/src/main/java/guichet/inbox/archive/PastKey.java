package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.inbox.CaseId;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A key of then: a certificate that came back with a case, and that was somebody's when the case went away. It is there to be looked at. It stands
/// beside the keyring, which alone says what is encrypted to and whose signatures count, so neither ever happens by it.
///
/// @param caseId the case with which it came back
public record PastKey(CaseId caseId, Certificate certificate) {
    /// By case; of one case by fingerprint. What holds no certificate any more is left out.
    public static List<PastKey> list(Tx tx) throws VaultException {
        return tx.list("SELECT case_id, certificate FROM past_key ORDER BY case_id, fingerprint", PastKey::row)
                .stream().flatMap(Optional::stream).toList();
    }

    private static Optional<PastKey> row(Row row) throws VaultException {
        CaseId id = new CaseId(row.text("case_id"));
        return switch (KeyFile.read(row.text("certificate").getBytes(StandardCharsets.US_ASCII))) {
            case KeyFile.Keys keys -> keys.certificates().stream().findFirst().map(each -> new PastKey(id, each));
            case KeyFile.Unreadable _ -> Optional.empty();
        };
    }
}
