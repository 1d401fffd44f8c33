package guichet.keystore;

import guichet.crypto.Fingerprint;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// What values settings take. Each rule gives back the value in its one form, or throws [IllegalArgumentException].
final class SettingRules {
    private static final String NONE = "none";
    private static final List<String> PROXIES = List.of("socks5", "http");

    private SettingRules() {
    }

    static UnaryOperator<String> number(int least, int most) {
        return typed -> {
            int number = Integer.parseInt(typed);
            if (number < least || number > most) {
                throw new IllegalArgumentException("out of range");
            }
            return Integer.toString(number);
        };
    }

    static UnaryOperator<String> oneOf(String... words) {
        List<String> known = List.of(words);
        return typed -> {
            String word = typed.toLowerCase(Locale.ROOT);
            if (!known.contains(word)) {
                throw new IllegalArgumentException("not one of the words known");
            }
            return word;
        };
    }

    static String proxy(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (lower.equals(NONE)) {
            return lower;
        }
        URI uri = URI.create(lower);
        boolean bare = uri.getRawPath() != null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null
                && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        if (!bare || uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535
                || !PROXIES.contains(uri.getScheme())) {
            throw new IllegalArgumentException("not a proxy");
        }
        return lower;
    }

    static String fingerprint(String typed) {
        return typed.equalsIgnoreCase(NONE) ? NONE : Fingerprint.parse(typed).hex();
    }
}
