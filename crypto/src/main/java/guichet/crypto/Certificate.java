package guichet.crypto;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An OpenPGP certificate (a public key): immutable, equal by its bytes, for any thread.
public final class Certificate {
    private Certificate() {
    }

    /// Takes back what [#bytes()] gave.
    ///
    /// @throws IllegalArgumentException where it is none
    public static Certificate fromVault(byte[] bytes) {
        return Unfinished.yet();
    }

    public Fingerprint fingerprint() {
        return Unfinished.yet();
    }

    /// The user ids that its owner signed and has not revoked, the primary one first. Remote text: for a screen it goes
    /// through the filter there.
    public List<String> userIds() {
        return Unfinished.yet();
    }

    /// The bare mail addresses in [#userIds()], domain in lower case.
    public List<String> addresses() {
        return Unfinished.yet();
    }

    public Instant created() {
        return Unfinished.yet();
    }

    /// When the primary key expires or has expired; empty: never.
    public Optional<Instant> expires() {
        return Unfinished.yet();
    }

    /// From when on nothing can be encrypted to it, as it stands: its own expiry, or the last one of its encryption
    /// subkeys, whichever comes first; empty: never.
    public Optional<Instant> encryptionEnds() {
        return Unfinished.yet();
    }

    /// Why nothing may be encrypted to it at that time; empty: it may.
    public Optional<KeyProblem> problem(Instant now) {
        return Unfinished.yet();
    }

    public Usability usability(Instant now) {
        return Unfinished.yet();
    }

    /// This certificate with everything that the other copy's owner signed and this one lacks. A revocation is never lost.
    ///
    /// @throws IllegalArgumentException where the other has another fingerprint
    public Certificate merge(Certificate update) {
        return Unfinished.yet();
    }

    /// Binary, without any secret.
    public byte[] bytes() {
        return Unfinished.yet();
    }

    /// ASCII armor with no header lines, lines ended by LF.
    public String armored() {
        return Unfinished.yet();
    }
}
