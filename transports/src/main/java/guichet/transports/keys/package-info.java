/// Asks for keys outside, by a person's act.
@NullMarked
package guichet.transports.keys;

import org.jspecify.annotations.NullMarked;
