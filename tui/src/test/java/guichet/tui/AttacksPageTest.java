package guichet.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the pages that name tests to the tests that there are.
class AttacksPageTest {
    private static final Path ROOT = Path.of(System.getProperty("guichet.root", ".."));
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @ParameterizedTest
    @CsvSource({"attacks.md, 40", "chat.md, 30", "endings-schema.md, 12"})
    void everyTestThatThePageNamesIsThere(String page, int least) throws IOException {
        Map<String, String> tests = sources();
        List<String> missing = new ArrayList<>();
        List<String> named = new ArrayList<>();
        NAMED.matcher(Files.readString(ROOT.resolve("docs").resolve(page))).results().forEach(found -> {
            named.add(found.group());
            if (!tests.getOrDefault(found.group(1), "").contains("void " + found.group(2) + "(")) {
                missing.add(found.group());
            }
        });
        assertEquals(List.of(), missing);
        assertTrue(named.size() > least, "the table was read");
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("crypto", "keystore", "inbox", "transports", "tui", "demo")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
                    tests.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file),
                            String::concat);
                }
            }
        }
        return tests;
    }
}
