/// The internal chat's way to the mail servers. What comes, comes as mail.
@NullMarked
package guichet.transports.chat;

import org.jspecify.annotations.NullMarked;
