package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final Instant NOW = Cast.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));

    @Test
    void tellsWhyNothingMayBeEncryptedToIt() {
        assertEquals(Optional.empty(), Cast.alice().certificate().problem(NOW));
        assertEquals(Optional.empty(), Cast.bob().certificate().problem(NOW));
        assertEquals(Optional.of(KeyProblem.EXPIRED), Cast.carolExpired().certificate().problem(NOW));
        assertEquals(Optional.of(KeyProblem.REVOKED), Cast.daveRevoked().certificate().problem(NOW));
        assertEquals(Optional.of(KeyProblem.WEAK), Cast.erinWeakRsa1024().certificate().problem(NOW));
    }

    @Test
    void expiresAtTheVerySecond() {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        Certificate certificate = SecretKey.generate("A <a@example.org>", NOW, end).certificate();

        assertEquals(Optional.of(end), certificate.expires());
        assertEquals(Optional.of(end), certificate.encryptionEnds());
        assertEquals(Optional.empty(), certificate.problem(end.minusSeconds(1)));
        assertEquals(Optional.of(KeyProblem.EXPIRED), certificate.problem(end));
    }

    @Test
    void aKeyThatWasMadeOnAClockAFewMinutesAheadIsUsableAndOneOfTomorrowIsNot() {
        assertEquals(Optional.empty(), certificate("A <a@example.org>", NOW.plusSeconds(300)).problem(NOW));
        assertEquals(Optional.of(KeyProblem.NO_ENCRYPTION_SUBKEY),
                certificate("A <a@example.org>", NOW.plusSeconds(86_400)).problem(NOW));
    }

    @Test
    void comesBackFromItsBytesEqual() {
        for (Cast.Member member : List.of(Cast.alice(), Cast.bob(), Cast.daveRevoked(), Cast.erinWeakRsa1024())) {
            Certificate certificate = member.certificate();
            assertEquals(certificate, Certificate.fromVault(certificate.bytes()));
            KeyFile.Keys read = (KeyFile.Keys) KeyFile.read(Forge.utf8(certificate.armored()));
            assertEquals(List.of(certificate), read.certificates());
        }
    }

    @Test
    void addressesAreTheBareOnesOfItsUserIds() {
        assertEquals(List.of("Alice@guichet.example"), certificate("Alice <Alice@Guichet.EXAMPLE>", NOW).addresses());
        assertEquals(List.of("alice@guichet.example"), certificate("alice@guichet.example", NOW).addresses());
        assertEquals(List.of(), certificate("Alice", NOW).addresses());
        assertEquals(List.of(), certificate("a <b@c.example> <x y@z.example>", NOW).addresses());
        assertEquals(List.of(), certificate("a <b@c@d.example>", NOW).addresses());
        assertEquals(List.of(), certificate("<\u001b[2Ja@b.example>", NOW).addresses());
        assertEquals(List.of("z@y.example"), certificate("b@c.example <z@y.example>", NOW).addresses());
    }

    @Test
    void anExtensionByItsOwnerIsMergedFromEitherSide() throws Exception {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW, NOW.plusSeconds(86_400));
        Certificate extended = key.extendedTo(LATER.plusSeconds(86_400), NOW.plusSeconds(60)).certificate();

        assertEquals(Optional.of(KeyProblem.EXPIRED), key.certificate().problem(LATER));
        assertEquals(Optional.empty(), key.certificate().merge(extended).problem(LATER));
        assertEquals(key.certificate().merge(extended), extended.merge(key.certificate()));
        assertEquals(Optional.of(LATER.plusSeconds(86_400)), extended.expires());
    }

    @Test
    void anExpiryCanBeMadeEarlierToo() throws Exception {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW);

        assertEquals(Optional.of(LATER), key.extendedTo(LATER, NOW.plusSeconds(60)).certificate().expires());
        assertEquals(Optional.of(KeyProblem.EXPIRED),
                key.extendedTo(LATER, NOW.plusSeconds(60)).certificate().problem(LATER));
    }

    @Test
    void anExtensionOfAKeyOfGnuPgReachesItsSubkeyToo() throws Exception {
        SecretKey carol = Cast.carolExpired().key();

        SecretKey extended = carol.extendedTo(LATER, NOW);

        assertEquals(Optional.empty(), extended.certificate().problem(NOW));
        assertEquals(Optional.of(LATER), extended.certificate().encryptionEnds());
    }

    @Test
    void aRevocationIsNeverLostInAMerge() throws Exception {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW, LATER);
        for (RevocationReason reason : RevocationReason.values()) {
            Certificate revoked = key.revoked(NOW.plusSeconds(60), reason);
            Certificate extended = key.extendedTo(LATER.plusSeconds(99), NOW.plusSeconds(120)).certificate();

            for (Certificate merged : List.of(revoked, revoked.merge(key.certificate()),
                    key.certificate().merge(revoked),
                    revoked.merge(extended), extended.merge(revoked))) {
                assertEquals(Optional.of(KeyProblem.REVOKED), merged.problem(NOW.plusSeconds(180)));
            }
        }
    }

    @Test
    void aStrangerCanAddNeitherRevocationNorUserIdNorSubkey() throws Exception {
        SecretKey victim = Cast.alice().key();
        Cast.Member stranger = Cast.mallory();
        CertificateParts strangers = stranger.certificate().parts();
        byte[] revocation = stranger.key().revoked(NOW, RevocationReason.COMPROMISED).parts().revocations().getFirst()
                .packet().encoded();
        byte[] forged = Forge.joined(CertificateParts.publicPacket(victim.certificate().parts().primary()).encoded(),
                revocation, afterPrimary(victim.certificate().bytes()), afterPrimary(strangers.encoded()));

        Certificate read = ((KeyFile.Keys) KeyFile.read(forged)).certificates().getFirst();

        assertEquals(victim.certificate(), read);
        assertEquals(victim.certificate(), victim.certificate().merge(read));
    }

    @Test
    void aStatementWithOneBitFlippedCountsForNothing() throws Exception {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW);
        byte[] revoked = key.revoked(NOW, RevocationReason.RETIRED).bytes();
        RawPacket revocation = RawPacket.readAll(Bytes.of(revoked), 2).packets().getLast();
        byte[] body = revocation.body().array().clone();
        for (int at = 0; at < body.length; at++) {
            byte[] altered = body.clone();
            altered[at] ^= 1;
            byte[] file = Forge.joined(CertificateParts.publicPacket(key.certificate().parts().primary()).encoded(),
                    new RawPacket(RawPacket.SIGNATURE, Bytes.of(altered)).encoded(),
                    afterPrimary(key.certificate().bytes()));
            Certificate read = ((KeyFile.Keys) KeyFile.read(file)).certificates().getFirst();
            boolean inSignedPart = at < 6 + (body[4] << 8 | body[5]) || at >= body.length - 30;
            assertTrue(!inSignedPart || read.problem(NOW).isEmpty(), "byte " + at);
        }
    }

    @Test
    void mergingAnotherKeyIsAMistake() {
        assertThrows(IllegalArgumentException.class,
                () -> Cast.bob().certificate().merge(Cast.bobWithNewKey().certificate()));
    }

    @Test
    void whatIsInItHoldsNoSecret() {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW);
        List<Integer> tags = new ArrayList<>();
        RawPacket.readAll(Bytes.of(key.certificate().bytes()), 99).packets().forEach(packet -> tags.add(packet.tag()));

        assertFalse(tags.contains(RawPacket.SECRET_KEY) || tags.contains(RawPacket.SECRET_SUBKEY));
    }

    @Test
    void theSecretKeyComesBackFromTheVaultWhole() throws Exception {
        for (Cast.Member member : List.of(Cast.alice(), Cast.bob(), Cast.erinWeakRsa1024())) {
            SecretKey again = SecretKey.fromVault(member.key().bytes());
            assertArrayEquals(member.key().bytes(), again.bytes());
            assertEquals(member.certificate(), again.certificate());
        }
    }

    @Test
    void staysWholeWhenTheArrayItWasReadFromIsZeroed() {
        byte[] secret = Cast.bob().key().bytes();
        byte[] certificate = Cast.bob().certificate().bytes();
        SecretKey key = SecretKey.fromVault(secret);
        Certificate read = Certificate.fromVault(certificate);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(certificate, (byte) 0);

        assertArrayEquals(Cast.bob().key().bytes(), key.bytes());
        assertEquals(Cast.bob().certificate(), read.merge(key.certificate()));
    }

    /// Made by a second preimage or never: a new one by SHA-1 is not an owner's any more.
    @Test
    void aSelfSignatureBySha1CountsIfItIsOldAndNotIfItIsNew() throws Exception {
        Certificate old = OldKeys.withSha1("Old <old@example.org>", Instant.parse("2015-01-01T00:00:00Z"));
        Certificate recent = OldKeys.withSha1("New <new@example.org>", Instant.parse("2024-01-01T00:00:00Z"));

        assertEquals(Optional.empty(), old.problem(NOW));
        assertEquals(List.of("old@example.org"), old.addresses());
        assertEquals(Optional.of(KeyProblem.WEAK), recent.problem(NOW));
        assertEquals(List.of(), recent.addresses());
    }

    @Test
    void aClosedKeyDoesNothingMore() {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW);
        key.close();

        assertThrows(IllegalStateException.class, key::bytes);
        assertThrows(CryptoException.class, () -> new OpenPgp().signDetached(new byte[3], key, NOW));
        assertFalse(key.toString().contains("@"));
    }

    private static Certificate certificate(String userId, Instant created) {
        return SecretKey.generate(userId, created).certificate();
    }

    private static byte[] afterPrimary(byte[] certificate) {
        List<RawPacket> packets = RawPacket.readAll(Bytes.of(certificate), 99).packets();
        return Forge.joined(packets.subList(1, packets.size()).stream().map(RawPacket::encoded).toArray(byte[][]::new));
    }
}
