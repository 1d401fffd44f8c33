package guichet.transports.mail;

import guichet.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A user's name and password on their way to a server. The secret is zeroed by [#close()]; the string that Angus Mail wants can't be, and
/// lasts as long as the connection.
final class Login implements AutoCloseable {
    private final String user;
    private final Secret password;

    Login(String user, Secret password) {
        this.user = user;
        this.password = password;
    }

    /// @throws LinkException where it holds a NUL, which no way to log in can carry
    String user() throws LinkException {
        return sayable(user);
    }

    /// @throws LinkException where it holds a NUL, which no way to log in can carry
    String password() throws LinkException {
        byte[] secret = password.bytes();
        try {
            return sayable(new String(secret, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// Whether all of it is ASCII.
    boolean isAscii() {
        byte[] secret = password.bytes();
        try {
            boolean ascii = user.chars().allMatch(c -> c < 0x80);
            for (byte b : secret) {
                ascii &= b >= 0;
            }
            return ascii;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public void close() {
        password.close();
    }

    private static String sayable(String text) throws LinkException {
        if (text.indexOf('\0') >= 0) {
            throw new LinkException(Trouble.LOGIN_REFUSED);
        }
        return text;
    }
}
