/// The encrypted file and its key slots.
@NullMarked
package guichet.keystore.vault;

import org.jspecify.annotations.NullMarked;
