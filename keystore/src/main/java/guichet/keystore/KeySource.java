package guichet.keystore;

/// The way by which a certificate came. Only a person's act makes more than a candidate of it, whichever way it was.
public enum KeySource {
    /** A person chose a file that holds it. */
    FILE,
    /** The header of a mail carried it (Autocrypt). */
    AUTOCRYPT,
    /** It was attached to a message. */
    ATTACHED,
    /** The address's own domain gave it (Web Key Directory), when a person asked. */
    WKD
}
