package guichet.inbox.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import gov.loc.repository.bagit.domain.Version;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others make of a bag: the Library of Congress's validator, a JSON Schema validator.
public class OtherReadersTest {
    private static final Path DOCS = Path.of(System.getProperty("guichet.root", "..")).resolve("docs");

    @Test
    void anotherValidatorFindsNothingWrongAndEverythingTold(@TempDir Path folder) throws Exception {
        try (TestDesk desk = TestDesk.open()) {
            CaseId id = RoundTripTest.richCase(desk);
            CaseExport.Outcome outcome = new CaseExport(desk.vault(), ArchiveDesk.stores(desk), new SecureRandom())
                    .inClear(new CaseExport.Order(id, folder,
                            new CaseBag.Form(BagLanguage.EN, desk.alice().id()), TestDesk.ALICE),
                            "pour un autre lecteur", Progress.UNSEEN);
            Path bag = ((CaseExport.Outcome.Done) outcome).file();
            valid(bag);
            matches(Files.readAllBytes(bag.resolve("data/case.json")));
            assertEquals(Set.of("01-photo_e.jpg", "02-photo_e.jpg"),
                    names(bag.resolve("data/messages/000003/attachments")));
            assertEquals("rwx------",
                    java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(bag)));
        }
    }

    @Test
    void theSampleInTheDocumentationIsABag() throws Exception {
        Path sample = DOCS.resolve("archive-sample").resolve("2026-0001");
        valid(sample);
        matches(Files.readAllBytes(sample.resolve("data/case.json")));
    }

    private static void valid(Path bag) throws Exception {
        try (BagVerifier verifier = new BagVerifier()) {
            var read = new BagReader().read(bag);
            assertEquals(new Version(1, 0), read.getVersion());
            verifier.isValid(read, false);
            BagVerifier.quicklyVerify(read);
        }
    }

    /// Whether a `case.json` is what the schema says.
    public static void matches(byte[] caseJson) throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(DOCS.resolve("archive-case.schema.json")));
        JsonNode json = new ObjectMapper().readTree(caseJson);
        assertFalse(json.get("messages").isEmpty());
        assertEquals(List.of(), schema.validate(json).stream().map(Object::toString).toList());
    }

    private static Set<String> names(Path folder) throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
