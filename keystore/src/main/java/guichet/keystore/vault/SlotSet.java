package guichet.keystore.vault;

/// How setting a passphrase ended.
public sealed interface SlotSet {
    record Done(SlotId slot) implements SlotSet {
    }

    /// Another slot opens with this passphrase already. Two persons can't share one, since the passphrase alone says who
    /// it is. Nothing was changed.
    record Taken() implements SlotSet {
    }
}
