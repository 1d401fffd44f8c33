package guichet.keystore.vault;

/// How an attempt to open a vault ended.
public sealed interface Unlock {
    /// Open; the caller closes it. The slot tells who it is.
    record Opened(Vault vault, SlotId slot) implements Unlock {
    }

    /// No header in that folder, or no such folder.
    record NoVault() implements Unlock {
    }

    /// The vault is there and looks whole; this passphrase or recovery key opens none of its slots.
    record NoSlotOpens() implements Unlock {
    }

    /// Altered, cut, or not ours. Nothing was written.
    record Damaged(Damage why) implements Unlock {
    }

    /// Made by a newer Guichet. Nothing was written.
    ///
    /// @param part `header`, or the module whose tables are newer
    /// @param version the version found
    record TooNew(String part, long version) implements Unlock {
    }
}
