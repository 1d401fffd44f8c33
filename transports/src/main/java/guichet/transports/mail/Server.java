package guichet.transports.mail;

import guichet.inbox.MailAccount;
import guichet.transports.net.Route;

/// One of an account's servers: where it is, whom it has to prove to be, and by which way it is reached.
record Server(MailUrl url, Tls tls, Route route) {
    static Server imap(MailAccount account, Route route) throws LinkException {
        return new Server(MailUrl.stored(MailUrl.Protocol.IMAP, account.imap()), Tls.trusting(account.caPem()), route);
    }

    static Server smtp(MailAccount account, Route route) throws LinkException {
        return new Server(MailUrl.stored(MailUrl.Protocol.SMTP, account.smtp()), Tls.trusting(account.caPem()), route);
    }
}
