package guichet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.keystore.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PostOfficeTest {
    @Test
    void aConnectionThatIsCutInTheMiddlePrintsNothing() throws Exception {
        assertEquals("", printedBy(() -> {
            try (PostOffice post = PostOffice.open()) {
                post.mailbox(Address.parse("a@guichet.example").orElseThrow(), "secret");
                cut(post.imap(), "a1 LOGIN a@guichet.example secret\r\na2 EXAMINE INBOX\r\na3 IDLE\r\n");
                cut(post.imap(), "a1 LOGIN {99}\r\n");
                cut(post.smtp(),
                        "EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<a@guichet.example>\r\nDATA\r\nSubject: ");
            }
        }));
    }

    @Test
    void anythingElseThatEndsOneOfItsThreadsIsTold() throws Exception {
        String printed = printedBy(() -> {
            ConnectionThreads threads = new ConnectionThreads();
            Thread failing = threads.start(() -> {
                Thread thread = new Thread(() -> {
                    throw new IllegalStateException("a bug");
                });
                thread.start();
                return thread;
            });
            failing.join();
        });
        assertTrue(printed.contains("a bug"), printed);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void cut(String url, String said) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
            socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Thread.sleep(300);
            socket.setSoLinger(true, 0);
        }
        Thread.sleep(300);
    }

    private static String printedBy(Work work) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
