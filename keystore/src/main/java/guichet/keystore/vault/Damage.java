package guichet.keystore.vault;

/// What is wrong with a vault that can't be trusted.
public enum Damage {
    /** The header is no header of ours, is cut, or its checksum or authentication fails. */
    HEADER,
    /** The database that the header names isn't there. */
    DATABASE_MISSING,
    /** The database doesn't open with the key that the header holds: another's, or its first page is altered. */
    DATABASE_FOREIGN,
    /** The database is cut, or a page of it fails its authentication or its structure. */
    DATABASE_ALTERED
}
