package guichet.transports.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Any bytes as a directory's answer.
class PageFuzz {
    private static final int MOST = 1_000;

    @FuzzTest(maxDuration = "30m")
    void answers(byte[] raw) throws IOException {
        if (HttpsGet.page(new ByteArrayInputStream(raw), MOST) instanceof HttpsGet.Answer.Page page
                && page.body().length > MOST + 1) {
            throw new AssertionError("more than was asked for");
        }
    }
}
