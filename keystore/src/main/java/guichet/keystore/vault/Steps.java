package guichet.keystore.vault;

/// Is told each [Step] as it is reached: where tests cut the work off.
@FunctionalInterface
interface Steps {
    Steps IGNORED = _ -> {
    };

    void reached(Step step) throws VaultException;
}
