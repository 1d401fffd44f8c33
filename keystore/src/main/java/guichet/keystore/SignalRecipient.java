package guichet.keystore;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who or what a Signal message goes to or comes from. Each form holds only what its parser lets through, so that it can stand on a line, in
/// a table and in a request as it is.
public sealed interface SignalRecipient {
    /// The one text form, by which it is stored, compared and typed: `signal:+33612345678`, `signal:aci:…`, `signal:name.01`,
    /// `signal:group:…`.
    default String text() {
        return PREFIX + bare();
    }

    /// The text form without its prefix.
    String bare();

    /// What every text form begins with.
    String PREFIX = "signal:";

    /// What somebody typed or claims, with its prefix; empty where it is none.
    static Optional<SignalRecipient> parse(String typed) {
        String text = typed.strip();
        return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? parseBare(text.substring(PREFIX.length()))
                : Optional.empty();
    }

    /// The same where the channel is said elsewhere; the prefix may be left out.
    static Optional<SignalRecipient> parseBare(String typed) {
        String text = typed.strip();
        if (text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            text = text.substring(PREFIX.length());
        }
        if (text.startsWith("+")) {
            return PhoneNumber.parse(text).map(number -> number);
        }
        if (text.regionMatches(true, 0, Aci.MARK, 0, Aci.MARK.length())) {
            return Aci.parse(text.substring(Aci.MARK.length())).map(aci -> aci);
        }
        if (text.regionMatches(true, 0, Group.MARK, 0, Group.MARK.length())) {
            return Group.parse(text.substring(Group.MARK.length())).map(group -> group);
        }
        return Username.parse(text).map(username -> username);
    }

    /// An account's identifier: it stays the same when the number changes hands, so this is who somebody is.
    record Aci(UUID id) implements SignalRecipient {
        private static final String MARK = "aci:";
        private static final Pattern FORM = Pattern
                .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
        /// What stands for "nobody knows".
        private static final UUID NOBODY = new UUID(0, 0);

        public Aci {
            if (id.equals(NOBODY)) {
                throw new IllegalArgumentException("not an account");
            }
        }

        public static Optional<Aci> parse(String claimed) {
            return FORM.matcher(claimed).matches()
                    ? Optional.of(UUID.fromString(claimed)).filter(id -> !id.equals(NOBODY)).map(Aci::new)
                    : Optional.empty();
        }

        @Override
        public String bare() {
            return MARK + id;
        }
    }

    /// A telephone number (E.164): whoever holds it now.
    record PhoneNumber(String e164) implements SignalRecipient {
        private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{4,14}");
        private static final Pattern BETWEEN = Pattern.compile("[ .()/\\u00a0\\u202f-]");

        public PhoneNumber {
            if (!FORM.matcher(e164).matches()) {
                throw new IllegalArgumentException("not a telephone number");
            }
        }

        /// Spaces, dots, dashes and the like between the digits, as people write them, are left out.
        public static Optional<PhoneNumber> parse(String typed) {
            String digits = BETWEEN.matcher(typed.strip()).replaceAll("");
            return FORM.matcher(digits).matches() ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
        }

        @Override
        public String bare() {
            return e164;
        }
    }

    /// A user name, which its owner may give up and somebody else may take: kept in lower case, as Signal compares it.
    record Username(String name) implements SignalRecipient {
        private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]{2,31}\\.[0-9]{2,9}");

        public Username {
            if (!FORM.matcher(name).matches()) {
                throw new IllegalArgumentException("not a user name");
            }
        }

        public static Optional<Username> parse(String typed) {
            String name = typed.strip().toLowerCase(Locale.ROOT);
            return FORM.matcher(name).matches() ? Optional.of(new Username(name)) : Optional.empty();
        }

        @Override
        public String bare() {
            return name;
        }
    }

    /// A group, by its identifier: 16 bytes (old) or 32, in base64.
    record Group(String base64Id) implements SignalRecipient {
        private static final String MARK = "group:";

        public Group {
            if (!isOne(base64Id)) {
                throw new IllegalArgumentException("not a group");
            }
        }

        public static Optional<Group> parse(String claimed) {
            String id = claimed.strip().replace('-', '+').replace('_', '/');
            return isOne(id) ? Optional.of(new Group(id)) : Optional.empty();
        }

        private static boolean isOne(String id) {
            if (id.length() != 24 && id.length() != 44) {
                return false;
            }
            try {
                byte[] bytes = Base64.getDecoder().decode(id);
                return Base64.getEncoder().encodeToString(bytes).equals(id);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        @Override
        public String bare() {
            return MARK + base64Id;
        }
    }
}
