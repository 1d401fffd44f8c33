package guichet.inbox.archive;

import guichet.inbox.TestDesk;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Made the bag under docs/archive-sample, once. Run by hand, with the folder to write to.
final class SampleBag {
    private SampleBag() {
    }

    public static void main(String[] arguments) throws Exception {
        try (TestDesk desk = TestDesk.open()) {
            new CaseExport(desk.vault(), ArchiveDesk.stores(desk), new SecureRandom()).inClear(
                    new CaseExport.Order(RoundTripTest.richCase(desk), Path.of(arguments[0]),
                            new CaseBag.Form(BagLanguage.EN, desk.alice().id()), TestDesk.ALICE),
                    "a sample for the documentation", Progress.UNSEEN);
        }
    }
}
