package guichet.keystore;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// What values settings take. Each rule gives back the value in its one form, or throws [IllegalArgumentException].
final class SettingRules {
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

    static UnaryOperator<String> proxy() {
        return typed -> typed.equalsIgnoreCase("none")
                ? "none"
                : SocksProxy.parse(typed).map(SocksProxy::toString)
                        .orElseThrow(() -> new IllegalArgumentException("no proxy"));
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
}
