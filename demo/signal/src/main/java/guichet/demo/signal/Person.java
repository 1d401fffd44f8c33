package guichet.demo.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Somebody on the other side, and how a message to them fares.
///
/// @param keyNumber raised by one with each new identity key
/// @param answers   what they write back, one a message
/// @param millis    how long everything takes them
record Person(Optional<String> number, String uuid, Optional<String> username, String name, State state, int keyNumber,
        List<String> answers, long millis, Optional<String> token, Optional<Long> retryAfterSeconds) {

    enum State {
        FINE, UNREGISTERED,
        /** Their safety number is another than the one that was trusted. */
        UNTRUSTED, RATE_LIMITED, CAPTCHA, NETWORK, NO_PRE_KEY,
        /** The request is never answered. */
        SILENT
    }

    static Person of(Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> it = json;
        return new Person(Json.string(it, "number"), Json.string(it, "uuid").orElseThrow(), Json.string(it, "username"),
                Json.string(it, "name").orElse(""),
                Json.string(it, "state").map(word -> State.valueOf(word.toUpperCase(java.util.Locale.ROOT)
                        .replace('-', '_'))).orElse(State.FINE),
                Json.number(it, "key").orElse(1L).intValue(),
                it.containsKey("answers") ? Json.strings(it, "answers") : List.of(),
                Json.number(it, "millis").orElse(0L), Json.string(it, "token"),
                Json.number(it, "retryAfterSeconds"));
    }

    Person in(State other) {
        return new Person(number, uuid, username, name, other, keyNumber, answers, millis, token, retryAfterSeconds);
    }

    boolean isCalled(String word) {
        return word.equals(uuid) || number.filter(word::equals).isPresent()
                || username.filter(known -> word.equals(known) || word.equals("u:" + known)).isPresent();
    }

    Map<String, @Nullable Object> address() {
        return Json.object("uuid", uuid, "number", number.orElse(null), "username", username.orElse(null));
    }

    /// Sixty digits, another sixty with every key.
    String safetyNumber() {
        byte[] hash = hash();
        StringBuilder digits = new StringBuilder();
        for (int block = 0; block < 12; block++) {
            int part = ByteBuffer.wrap(hash, block * 2, 2).getShort() & 0xffff;
            digits.append(block == 0 ? "" : " ").append("%05d".formatted(part));
        }
        return digits.toString();
    }

    Map<String, @Nullable Object> identity(LocalAccounts.Account self) {
        return Json.object("number", number.orElse(null), "uuid", uuid, "fingerprint",
                HexFormat.ofDelimiter(" ").formatHex(hash()), "safetyNumber", safetyNumber(), "scannableSafetyNumber",
                null, "trustLevel", state == State.UNTRUSTED ? "UNTRUSTED" : "TRUSTED_UNVERIFIED", "addedTimestamp",
                System.currentTimeMillis());
    }

    private byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((uuid + "/" + keyNumber).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
