package guichet.crypto;

import java.util.Set;

final class OffenderMakesACiphertext {
    Ciphertext forbidden() {
        return new Ciphertext(new byte[0], Set.of());
    }
}
