/// People outside and inside, and by which key each of them is known.
@NullMarked
package guichet.keystore;

import org.jspecify.annotations.NullMarked;
