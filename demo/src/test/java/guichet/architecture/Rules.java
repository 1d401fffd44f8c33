package guichet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// What the house is built by. Each rule says why, and each has an offender in these test sources that it must catch.
@SuppressWarnings("ImmutableEnumChecker") // rules are built once and only asked
enum Rules {
    ONLY_CRYPTO_KNOWS_BOUNCY_CASTLE(noClasses().that().resideOutsideOfPackage("guichet.crypto..").should()
            .dependOnClassesThat().resideInAPackage("org.bouncycastle..")
            .because("one small module is what an auditor of the cryptography has to read"),
            "guichet.inbox.offender.CallsBouncyCastle"),

    ONLY_THE_VAULT_OPENS_THE_DATABASE(noClasses().that().resideOutsideOfPackage("guichet.keystore.vault..").should()
            .dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
            .because("a second opener could open it without its settings, or unencrypted"),
            "guichet.inbox.offender.OpensADatabase"),

    ONLY_TRANSPORTS_OPENS_SOCKETS(noClasses().that().resideOutsideOfPackages("guichet.transports..", "guichet.demo..")
            .should()
            .dependOnClassesThat(networking())
            .because("what leaves, leaves by a transport, and a transport takes nothing but what the gate released"),
            "guichet.tui.offender.OpensASocket"),

    ONLY_TRANSPORTS_STARTS_PROCESSES(noClasses().that().resideOutsideOfPackage("guichet.transports..").should()
            .dependOnClassesThat().areAssignableTo(ProcessBuilder.class)
            .orShould().callMethod(Runtime.class, "exec", String[].class)
            .because("a process is a way out like a socket"), "guichet.tui.offender.StartsAProcess"),

    ARROWS_POINT_ONE_WAY(noClasses().that().resideInAnyPackage("guichet.crypto..").should().dependOnClassesThat()
            .resideInAnyPackage("guichet.keystore..", "guichet.inbox..", "guichet.transports..", "guichet.tui..",
                    "guichet.demo..")
            .because("crypto is pure: bytes in, bytes out"), "guichet.crypto.offender.KnowsTheInbox"),

    NOTHING_DEPENDS_ON_THE_DEMO(noClasses().that().resideOutsideOfPackages("guichet.demo..").should()
            .dependOnClassesThat().resideInAPackage("guichet.demo..")
            .because("the product must run without it"), "guichet.tui.offender.UsesTheDemo"),

    CRYPTO_READS_NO_CLOCK_AND_NO_DISK(noClasses().that().resideInAPackage("guichet.crypto..").should()
            .dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
            .orShould().dependOnClassesThat().resideInAnyPackage("java.nio.file..")
            .orShould().callMethod(java.time.Instant.class, "now")
            .because("the same input must give the same verdict, in a test and ten years later"),
            "guichet.crypto.offender.ReadsTheClock"),

    TIME_COMES_BY_CONSTRUCTOR(
            noClasses().that().resideInAnyPackage("guichet.keystore..", "guichet.inbox..", "guichet.transports..")
                    .should().callMethod(java.time.Instant.class, "now")
                    .orShould().callMethod(System.class, "currentTimeMillis")
                    .because("expiry, back-off and retention are tested with a clock of the test's"),
            "guichet.inbox.offender.ReadsTheClock"),

    NO_TEMPORARY_FILES(noClasses().should().callMethodWhere(createsATemporaryFile())
            .because("a temporary file is plain text on the disk"), "guichet.inbox.offender.WritesATemporaryFile"),

    NO_LOG(noClasses().that().resideOutsideOfPackage("guichet.demo..").should().dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "java.lang.System$Logger")
            .orShould().callMethod(Throwable.class, "printStackTrace")
            .because("what is logged is on the disk, and names people"), "guichet.inbox.offender.Logs"),

    ONLY_THE_SCREEN_KNOWS_LANTERNA(noClasses().that().resideOutsideOfPackage("guichet.tui..").should()
            .dependOnClassesThat().resideInAPackage("com.googlecode.lanterna..")
            .because("the inbox works without a terminal"), "guichet.inbox.offender.DrawsOnTheScreen"),

    ONLY_THE_GATE_MAKES_A_RELEASED(noClasses().that().doNotHaveFullyQualifiedName("guichet.inbox.gate.Gate").should()
            .callConstructorWhere(makes("guichet.inbox.gate.Released$Mail"))
            .because("even inside its package there is one door, and it checks"),
            "guichet.inbox.gate.OffenderMakesAReleased"),

    ONLY_ITS_REVIVAL_RELEASES_WHAT_IS_SAID_IN_A_ROOM(
            noClasses().that().doNotHaveFullyQualifiedName("guichet.inbox.gate.ChatRevival").should()
                    .callConstructorWhere(makes("guichet.inbox.gate.Released$Chat"))
                    .because("one place looks at everybody in the room, and encrypts to them, at the moment it leaves"),
            "guichet.inbox.gate.OffenderReleasesIntoARoom"),

    ONLY_THE_CHATS_GATE_REVIVES_FOR_A_ROOM(
            noClasses().that().doNotHaveFullyQualifiedName("guichet.inbox.gate.ChatGate").should()
                    .callConstructorWhere(makes("guichet.inbox.gate.ChatRevival"))
                    .because("a second one could be given another footing"),
            "guichet.inbox.gate.OffenderRevivesForARoom"),

    ONLY_ITS_GATE_RELEASES_TO_SIGNAL(
            noClasses().that().doNotHaveFullyQualifiedName("guichet.inbox.gate.SignalGate").should()
                    .callConstructorWhere(makes("guichet.inbox.gate.Released$Signal"))
                    .because("one place looks at the safety numbers at the moment it leaves"),
            "guichet.inbox.gate.OffenderMakesAReleasedOnSignal"),

    ONLY_MESSAGE_MAKING_MAKES_A_CIPHERTEXT(
            noClasses().that().doNotHaveFullyQualifiedName("guichet.crypto.MessageMaking").should()
                    .callConstructorWhere(makes("guichet.crypto.Ciphertext"))
                    .because("a ciphertext says whom it is really for, read off its own packets"),
            "guichet.crypto.OffenderMakesACiphertext"),

    NO_CIRCLES_OF_PACKAGES(slices().matching("guichet.(**)").should().beFreeOfCycles()
            .because("a circle can't be read from one end"), "guichet.architecture.circle.a.First");

    @SuppressWarnings("ImmutableEnumChecker") // nothing changes a rule once it is made
    private final ArchRule rule;
    private final String offender;

    Rules(ArchRule rule, String offender) {
        this.rule = rule;
        this.offender = offender;
    }

    ArchRule rule() {
        return rule;
    }

    /// A class that breaks it.
    String offender() {
        return offender;
    }

    private static DescribedPredicate<JavaClass> networking() {
        Set<String> names = Set.of("java.net.Socket", "java.net.ServerSocket", "java.net.DatagramSocket",
                "java.net.URLConnection", "java.net.HttpURLConnection", "java.nio.channels.SocketChannel");
        return describe("open a connection", (JavaClass type) -> names.contains(type.getFullName())
                || resideInAnyPackage("javax.net..", "java.net.http..", "jakarta.mail..", "org.eclipse.angus..")
                        .test(type));
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> createsATemporaryFile() {
        return describe("create a temporary file", call -> call.getTarget().getName().startsWith("createTemp"));
    }

    private static DescribedPredicate<JavaConstructorCall> makes(String type) {
        return describe("make a " + type, call -> call.getTargetOwner().getFullName().equals(type));
    }
}
