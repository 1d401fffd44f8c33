package guichet.architecture;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(place -> !place.contains("/test-classes/") && !place.contains("-tests.jar"))
            .importPackages("guichet");

    @ParameterizedTest
    @EnumSource
    void theProductKeepsTo(Rules rule) {
        assertDoesNotThrow(() -> rule.rule().check(PRODUCT));
    }

    @ParameterizedTest
    @EnumSource
    void itsOffenderIsCaughtBy(Rules rule) throws ClassNotFoundException {
        Class<?> offender = Class.forName(rule.offender());
        JavaClasses alone = new ClassFileImporter().importClasses(offender, partner(offender));

        assertTrue(rule.rule().evaluate(alone).hasViolation());
    }

    @Test
    void everyModuleIsLookedAt() {
        Set<String> modules = PRODUCT.getPackage("guichet").getSubpackages().stream().map(JavaPackage::getRelativeName)
                .collect(Collectors.toSet());
        assertTrue(modules.containsAll(Set.of("crypto", "keystore", "inbox", "transports", "tui", "demo")),
                modules::toString);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = PRODUCT.stream().map(type -> type.getPackage()).distinct()
                .filter(place -> !place.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName).toList();
        assertEquals(List.of(), unmarked);
    }

    @Test
    void noFileIsNamedForWhatItIsNot() {
        List<String> vague = PRODUCT.stream().map(type -> type.getSimpleName())
                .filter(name -> name.matches(".*(Impl|Util|Utils|Manager|Helper)")).toList();
        assertEquals(List.of(), vague);
        assertFalse(PRODUCT.isEmpty());
    }

    private static Class<?> partner(Class<?> offender) throws ClassNotFoundException {
        return offender.getName().contains(".circle.")
                ? Class.forName("guichet.architecture.circle.b.Second")
                : offender;
    }
}
