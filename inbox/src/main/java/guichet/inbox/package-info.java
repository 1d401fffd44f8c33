/// Cases and the messages in them.
@NullMarked
package guichet.inbox;

import org.jspecify.annotations.NullMarked;
