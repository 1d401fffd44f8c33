package guichet.keystore.vault;

/// How making a vault ended.
public sealed interface Created {
    /// Made and open; the caller closes it.
    ///
    /// @param recovery to be shown once and then closed: the vault keeps no copy
    record Made(Vault vault, SlotId slot, RecoveryKey recovery) implements Created {
    }

    /// The folder holds something already. Nothing was touched.
    record Occupied() implements Created {
    }
}
