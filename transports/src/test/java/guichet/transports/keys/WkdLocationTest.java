package guichet.transports.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.keystore.Address;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WkdLocationTest {
    @Test
    void anAddressLiesWhereTheDraftSays() {
        WkdLocation places = WkdLocation.of(new Address("Joe.Doe@Example.ORG"));

        assertEquals(URI.create("https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/"
                + "iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe"), places.advanced());
        assertEquals(
                URI.create("https://example.org/.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe"),
                places.direct());
    }

    @Test
    void nothingInALocalPartLeavesItsPlaceInTheUrl() {
        URI place = WkdLocation.of(new Address("a&b=c#d/../e?f%+é@example.org")).direct();

        assertEquals("example.org", place.getHost());
        assertTrue(place.getRawPath().matches("/\\.well-known/openpgpkey/hu/[a-z0-9]{32}"), place::getRawPath);
        assertEquals("l=a%26b%3Dc%23d%2F..%2Fe%3Ff%25%2B%C3%A9", place.getRawQuery());
        assertEquals(null, place.getFragment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "10.1", "intranet"})
    void machinesWithoutAPublicNameAreNotAsked(String domain) {
        assertFalse(WkdLocation.isAskable(domain));
    }
}
