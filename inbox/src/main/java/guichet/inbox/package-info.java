/// The words of the domain: cases, messages, and what is known of their protection. Values only.
@NullMarked
package guichet.inbox;

import org.jspecify.annotations.NullMarked;
