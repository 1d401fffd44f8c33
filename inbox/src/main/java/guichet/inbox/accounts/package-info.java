/// The channels that this vault uses, their secrets, and how each of them fares.
@NullMarked
package guichet.inbox.accounts;

import org.jspecify.annotations.NullMarked;
