package guichet.transports.mail;

import guichet.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A user's name and password on their way to a server. Zeroed by [#close()].
final class Login implements AutoCloseable {
    private final String user;
    private final Secret password;

    Login(String user, Secret password) {
        this.user = user;
        this.password = password;
    }

    /// SASL PLAIN (RFC 4616), in base64; the caller zeroes it.
    ///
    /// @throws LinkException where name or password hold a NUL, which PLAIN can't carry
    byte[] plain() throws LinkException {
        byte[] name = userBytes();
        byte[] secret = password.bytes();
        byte[] message = new byte[name.length + secret.length + 2];
        try {
            for (byte b : secret) {
                requireSayable(b);
            }
            System.arraycopy(name, 0, message, 1, name.length);
            System.arraycopy(secret, 0, message, name.length + 2, secret.length);
            return Base64.getEncoder().encode(message);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(message, (byte) 0);
        }
    }

    /// The name alone, in base64, as the LOGIN mechanism asks for it.
    byte[] user() throws LinkException {
        return Base64.getEncoder().encode(userBytes());
    }

    /// The password alone, in base64; the caller zeroes it.
    byte[] password() {
        byte[] secret = password.bytes();
        try {
            return Base64.getEncoder().encode(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// As it is; the caller zeroes it.
    byte[] rawUser() throws LinkException {
        return userBytes();
    }

    /// As it is; the caller zeroes it.
    byte[] rawPassword() throws LinkException {
        byte[] secret = password.bytes();
        for (byte b : secret) {
            requireSayable(b);
        }
        return secret;
    }

    @Override
    public void close() {
        password.close();
    }

    private byte[] userBytes() throws LinkException {
        byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            requireSayable(b);
        }
        return bytes;
    }

    private static void requireSayable(byte b) throws LinkException {
        if (b == 0) {
            throw new LinkException(Trouble.LOGIN_REFUSED);
        }
    }
}
