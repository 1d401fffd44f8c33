/// IMAP and SMTP submission over TLS.
@NullMarked
package guichet.transports.mail;

import org.jspecify.annotations.NullMarked;
