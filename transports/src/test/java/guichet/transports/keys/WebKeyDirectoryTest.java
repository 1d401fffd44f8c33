package guichet.transports.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.keystore.Address;
import guichet.keystore.KeyDirectory.Looked;
import guichet.keystore.KeyDirectory.Why;
import guichet.keystore.Keyring;
import guichet.transports.mail.TestAuthority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The Web Key Directory, asked over TLS and through a proxy.
@Timeout(60)
class WebKeyDirectoryTest {
    private static final Address BOB = new Address(Cast.bob().address());
    private static final String ADVANCED = "openpgpkey." + BOB.domain();
    private static final TestAuthority.Identity BOTH = TestAuthority.shared().named(ADVANCED, BOB.domain());

    private static Looked look(DirectoryRig rig) throws IOException, GeneralSecurityException {
        return new WebKeyDirectory(DirectoryRig.trust(), rig.route(), Duration.ofSeconds(20)).look(BOB);
    }

    private static Looked answer(DirectoryRig.Page page) throws IOException, GeneralSecurityException {
        try (DirectoryRig rig = new DirectoryRig(BOTH, Set.of(ADVANCED, BOB.domain()), page)) {
            return look(rig);
        }
    }

    @Test
    void theAdvancedPlaceIsAskedForOneKeyAndNobodyElseIs() throws Exception {
        try (DirectoryRig rig = new DirectoryRig(BOTH, Set.of(ADVANCED, BOB.domain()),
                DirectoryRig.bytes(200, Cast.bob().certificate().bytes()))) {
            assertEquals(new Looked.Found(ADVANCED, List.of(Cast.bob().certificate())), look(rig));
            assertEquals(List.of(ADVANCED), rig.connected());
            assertEquals(List.of(ADVANCED + WkdLocation.of(BOB).advanced().getRawPath() + "?l=bob"), rig.asked);
        }
    }

    @Test
    void theDirectPlaceIsAskedWhereThereIsNoSuchHost() throws Exception {
        try (DirectoryRig rig = new DirectoryRig(BOTH, Set.of(BOB.domain()),
                DirectoryRig.bytes(200, Cast.bob().certificate().bytes()))) {
            assertEquals(new Looked.Found(BOB.domain(), List.of(Cast.bob().certificate())), look(rig));
            assertEquals(List.of(ADVANCED, BOB.domain()), rig.connected());
        }
    }

    @Test
    void noneAtTheAdvancedPlaceIsTheAnswer() throws Exception {
        try (DirectoryRig rig = new DirectoryRig(BOTH, Set.of(ADVANCED, BOB.domain()),
                DirectoryRig.bytes(404, new byte[0]))) {
            assertEquals(new Looked.Nothing(ADVANCED), look(rig));
            assertEquals(List.of(ADVANCED), rig.connected());
        }
    }

    @Test
    void someoneElsesKeyIsNotTaken() throws Exception {
        assertEquals(new Looked.Failed(ADVANCED, Why.OTHERS),
                answer(DirectoryRig.bytes(200, Cast.alice().certificate().bytes())));
    }

    @Test
    void whatIsNoKeyIsNotTaken() throws Exception {
        assertEquals(new Looked.Failed(ADVANCED, Why.UNUSABLE),
                answer(DirectoryRig.bytes(200,
                        "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        assertEquals(new Looked.Failed(ADVANCED, Why.UNUSABLE),
                answer(DirectoryRig.bytes(500, Cast.bob().certificate().bytes())));
    }

    @Test
    void noRedirectLeadsAnywhere() throws Exception {
        try (DirectoryRig rig = new DirectoryRig(BOTH, Set.of(ADVANCED, BOB.domain()), exchange -> {
            exchange.getResponseHeaders().set("Location", "https://" + BOB.domain() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        })) {
            assertEquals(new Looked.Failed(ADVANCED, Why.UNUSABLE), look(rig));
            assertEquals(1, rig.asked.size());
        }
    }

    @Test
    void moreThanAnyKeyIsIsNotRead() throws Exception {
        assertEquals(new Looked.Failed(ADVANCED, Why.TOO_LARGE), answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 16];
            for (int i = 0; i < 2 * Keyring.LARGEST_CERTIFICATE / piece.length; i++) {
                exchange.getResponseBody().write(piece);
            }
        }));
    }

    @Test
    void whoeverDripsIsGivenUp() throws Exception {
        try (DirectoryRig rig = new DirectoryRig(BOTH, Set.of(ADVANCED), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 600; i++) {
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            Looked looked = new WebKeyDirectory(DirectoryRig.trust(), rig.route(), Duration.ofSeconds(3)).look(BOB);
            assertEquals(new Looked.Failed(ADVANCED, Why.SLOW), looked);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNotBelieved() throws Exception {
        try (DirectoryRig rig = new DirectoryRig(TestAuthority.shared().named(BOB.domain()), Set.of(ADVANCED),
                DirectoryRig.bytes(200, Cast.bob().certificate().bytes()))) {
            assertEquals(new Looked.Failed(ADVANCED, Why.NOT_TRUSTED), look(rig));
            assertTrue(rig.asked.isEmpty(), "it does not learn whose key was wanted");
        }
    }
}
