package guichet.demo;

import guichet.crypto.SecretKey;
import guichet.keystore.Address;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The people of the demo. None of them exists, and their domains can't.
///
/// @param bastien  has a good key
/// @param nadia    has none
/// @param carol    her key expires two days before the demo
/// @param erik     his key changes in the middle
/// @param erikNext the key that it changes to
record Cast(Correspondent bastien, Correspondent nadia, Correspondent carol, Correspondent erik,
        SecretKey erikNext) {

    /// How long ago Carol's key expired.
    static final Duration EXPIRED_FOR = Duration.ofDays(2);

    static Cast at(Instant now, SecureRandom random) {
        Instant made = now.minus(Duration.ofDays(90));
        Correspondent bastien = person("Bastien Roy", "bastien@riviere.example", random);
        Correspondent nadia = person("Nadia Benali", "nadia@poste.example", random);
        Correspondent carol = person("Carol Hughes", "carol@mill.example", random);
        Correspondent erik = person("Erik Lindqvist", "erik@foundation.example", random);
        return new Cast(bastien.with(SecretKey.generate(userId(bastien), made)), nadia,
                carol.with(SecretKey.generate(userId(carol), made, now.minus(EXPIRED_FOR))),
                erik.with(SecretKey.generate(userId(erik), made)), SecretKey.generate(userId(erik), made));
    }

    private static Correspondent person(String name, String address, SecureRandom random) {
        return new Correspondent(name, new Address(address), Optional.empty(), random);
    }

    private static String userId(Correspondent person) {
        return person.name() + " <" + person.address() + ">";
    }
}
