package guichet.transports.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// From the greeting to the logged-in state (RFC 9051, sections 3 and 6.2).
final class ImapLogin {
    private final ImapLine line;
    private Set<String> capabilities = Set.of();

    private ImapLogin(ImapLine line) {
        this.line = line;
    }

    /// Logs in, and tells what the server can do, as it said after the login.
    static Set<String> perform(ImapLine line, MailUrl.Security security, Login login) throws LinkException {
        ImapLogin state = new ImapLogin(line);
        ImapResponse greeting = line.next(0);
        boolean preauthenticated = greeting.isUntagged("PREAUTH");
        if (!preauthenticated && !greeting.isUntagged("OK")) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        state.askCapabilities();
        if (security == MailUrl.Security.STARTTLS) {
            // A session that is already authenticated can't go over to TLS: whoever says so strips it.
            if (preauthenticated || !state.capabilities.contains("STARTTLS")) {
                throw new LinkException(Trouble.NO_STARTTLS);
            }
            state.require(line.run("STARTTLS", 0, _ -> {
            }), Trouble.NO_STARTTLS);
            line.wire().secure();
            state.askCapabilities();
        }
        if (!preauthenticated) {
            state.authenticate(login);
            state.askCapabilities();
        }
        return state.capabilities;
    }

    private void askCapabilities() throws LinkException {
        Set<String> said = new TreeSet<>();
        require(line.run("CAPABILITY", 0, response -> {
            if (response.isUntagged("CAPABILITY")) {
                said.addAll(Arrays.asList(response.text().toUpperCase(Locale.ROOT).split(" ", -1)));
            }
        }), Trouble.BAD_ANSWER);
        capabilities = said;
    }

    private void authenticate(Login login) throws LinkException {
        if (capabilities.contains("AUTH=PLAIN")) {
            String tag = line.begin("AUTHENTICATE PLAIN");
            byte[] plain = login.plain();
            require(line.finish(tag, 0, _ -> {
            }, () -> line.writeSecret(plain, "\r\n")), Trouble.LOGIN_REFUSED);
        } else if (!capabilities.contains("LOGINDISABLED")) {
            require(loginWithLiterals(login), Trouble.LOGIN_REFUSED);
        } else {
            throw new LinkException(Trouble.NO_LOGIN_METHOD);
        }
    }

    /// LOGIN with both arguments as literals: nothing in them needs quoting.
    private ImapResponse loginWithLiterals(Login login) throws LinkException {
        byte[] user = login.rawUser();
        byte[] password = login.rawPassword();
        String[] after = {" {" + password.length + "}\r\n", "\r\n"};
        byte[][] arguments = {user, password};
        int[] said = {0};
        String tag = line.begin("LOGIN {" + user.length + "}");
        return line.finish(tag, 0, _ -> {
        }, () -> {
            if (said[0] == arguments.length) {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
            line.writeSecret(arguments[said[0]], after[said[0]]);
            said[0]++;
        });
    }

    private void require(ImapResponse tagged, Trouble otherwise) throws LinkException {
        if (!tagged.status().equals("OK")) {
            boolean unavailable = tagged.words().toUpperCase(Locale.ROOT).startsWith("[UNAVAILABLE]");
            throw new LinkException(unavailable ? Trouble.SERVER_UNAVAILABLE : otherwise, tagged.words());
        }
    }
}
