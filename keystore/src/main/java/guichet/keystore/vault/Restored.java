package guichet.keystore.vault;

/// How bringing a backup back ended.
public enum Restored {
    /** A vault lies in the folder, as it was then. */
    DONE,
    /** The file is no backup, or was cut. Nothing was made. */
    NOT_A_BACKUP,
    /** The folder holds something already. Nothing was touched. */
    OCCUPIED
}
