/// OpenPGP (RFC 9580, RFC 4880) and the vault's key derivation, as values and pure functions.
@NullMarked
package guichet.crypto;

import org.jspecify.annotations.NullMarked;
