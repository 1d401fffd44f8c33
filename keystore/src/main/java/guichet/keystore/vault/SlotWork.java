package guichet.keystore.vault;

/// What is written in the same transaction that makes a slot: whose it is.
@FunctionalInterface
public interface SlotWork {
    void run(Tx tx, SlotId slot) throws VaultException;
}
