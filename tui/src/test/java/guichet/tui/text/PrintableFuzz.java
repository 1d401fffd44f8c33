package guichet.tui.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any text on its way to the terminal.
class PrintableFuzz {
    @FuzzTest(maxDuration = "30m")
    void isSafe(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        PrintableTest.assertSafe(Printable.line(text));
        Printable.lines(text).forEach(PrintableTest::assertSafe);
    }
}
