package guichet.inbox.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any text as a page: it becomes text, and what stands in a script or a style is none of it.
class HtmlTextFuzz {
    private static final String CANARY = "hoatzinnotiz";

    @FuzzTest(maxDuration = "30m")
    void becomesText(byte[] raw) {
        String page = new String(raw, StandardCharsets.UTF_8);
        show(page);
        if (page.indexOf('<') < 0 && page.indexOf('z') < 0) { // what is left of a page may be its own canary, letter by letter
            String body = show("<html><body>" + page + "<script>" + CANARY + "</script></body></html>");
            if (body.contains(CANARY)) {
                throw new AssertionError("a script is shown");
            }
        }
    }

    private static String show(String page) {
        byte[] head = "Content-Type: text/html; charset=utf-8\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        byte[] mail = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, mail, head.length, body.length);
        return Desk.readClear(mail).body();
    }
}
