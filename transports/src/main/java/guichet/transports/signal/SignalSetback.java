package guichet.transports.signal;

import java.util.Locale;
import java.util.Optional;

/// Why a message on Signal was not sent, or not surely, where signal-cli ran and answered. Each has one fixed word, under which the outbox keeps it
/// and the bundles the sentence that people read.
public enum SignalSetback {
    /** Nobody has this number or name there. */
    UNREGISTERED,
    /** No such group, or this account is not in it, or may not write to it. */
    NO_SUCH_GROUP,
    /** A file could not be handed to signal-cli. */
    ATTACHMENT_UNREADABLE,
    /** signal-cli does not know the account. */
    ACCOUNT_UNKNOWN,
    /** signal-cli does not take what was asked: another version than we know. */
    SIGNAL_CLI_TOO_DIFFERENT,
    /** signal-cli refused, for a reason of its own. */
    REFUSED,
    /** Some of a group have it, and others don't. */
    NOT_EVERYONE,
    /** The service wants to see a person; the detail is the token of its challenge. */
    CAPTCHA_NEEDED,
    /** Too much was sent; the service says until when to wait. */
    RATE_LIMITED,
    /** One of their devices can't be written to now. */
    DEVICE_NOT_READY;

    /// The fixed word.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// `word: detail`, as it is stored.
    String with(String detail) {
        return word() + ": " + detail;
    }

    /// What a stored `word` or `word: detail` begins with.
    public static Optional<SignalSetback> in(String stored) {
        int colon = stored.indexOf(':');
        String word = colon < 0 ? stored : stored.substring(0, colon);
        for (SignalSetback setback : values()) {
            if (setback.word().equals(word)) {
                return Optional.of(setback);
            }
        }
        return Optional.empty();
    }

    /// The token of the challenge that a stored `captcha-needed: token` tells.
    public static Optional<String> challenge(String stored) {
        return Optional.of(stored).filter(text -> text.startsWith(CAPTCHA_NEEDED.with("")))
                .map(text -> text.substring(CAPTCHA_NEEDED.with("").length()));
    }
}
