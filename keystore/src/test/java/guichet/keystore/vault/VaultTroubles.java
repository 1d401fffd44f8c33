package guichet.keystore.vault;

/// What a vault throws, for tests of those who must bear it.
public final class VaultTroubles {
    private VaultTroubles() {
    }

    public static VaultException of(VaultException.Kind kind) {
        return new VaultException(kind, "test");
    }
}
