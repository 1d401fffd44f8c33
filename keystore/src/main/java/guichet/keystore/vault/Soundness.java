package guichet.keystore.vault;

/// What a full check of a vault found.
public enum Soundness {
    SOUND,
    /** A page, an index or a reference is not as it was written. */
    BROKEN;

    static Soundness of(Tx tx) throws VaultException {
        boolean whole = tx.list("PRAGMA integrity_check", row -> row.text("integrity_check"))
                .equals(java.util.List.of("ok"));
        return whole && tx.list("PRAGMA foreign_key_check", row -> row.text("table")).isEmpty() ? SOUND : BROKEN;
    }
}
