package guichet.keystore;

import java.util.Locale;

/// What people have decided about somebody's identity on Signal. It rises by a person's act only, or on first use where the setting says so;
/// what signal-cli itself trusts counts for nothing here.
public enum SignalTrust {
    /** Met, and nobody has decided: nothing is filed by it and nothing sent to it. */
    UNKNOWN,
    /** A person took it for somebody's, without comparing safety numbers. */
    ACCEPTED,
    /** A person compared the safety number with its owner. */
    VERIFIED,
    /** Another safety number than the one that was looked at: sending stops until a person decides. */
    CHANGED,
    /** A person said that nothing is to be sent to it. */
    DISTRUSTED;

    /// The contract's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether messages may leave to it and file themselves by it.
    public boolean isTrusted() {
        return this == ACCEPTED || this == VERIFIED;
    }
}
