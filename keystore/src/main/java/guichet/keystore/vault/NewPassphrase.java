package guichet.keystore.vault;

import guichet.crypto.Argon2Cost;
import guichet.crypto.Secret;

/// A passphrase to make a slot with, and what trying one guess shall cost.
///
/// @param secret the caller closes it
/// @param cost kept in the slot, so that a later version can ask for more
public record NewPassphrase(Secret secret, Argon2Cost cost) {
    /// 64 MiB, three passes, four lanes: a quarter of a second on a desktop of 2020.
    public static final Argon2Cost USUAL_COST = new Argon2Cost(64 * 1024, 3, 4);

    public NewPassphrase {
        CostBounds.require(cost);
    }

    public static NewPassphrase of(Secret secret) {
        return new NewPassphrase(secret, USUAL_COST);
    }
}
