package guichet.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `strace` saw of a process and its threads, in the order in which the kernel began each call.
final class SystemCalls {
    private final List<String> lines;

    private SystemCalls(List<String> lines) {
        this.lines = lines;
    }

    /// The command that traces what follows it, into a file.
    static List<String> tracer(Path trace) {
        return List.of("strace", "-f", "--seccomp-bpf", "-yy", "-s", "65536", "-e",
                "trace=connect,fsync,fdatasync,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg", "-e",
                "signal=none", "-o", trace.toString());
    }

    static SystemCalls read(Path trace) throws IOException {
        return new SystemCalls(Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
    }

    /// Connections to other machines, this one's loopback included; not to sockets in the file system.
    List<String> connections() {
        return lines.stream().filter(line -> line.contains(" connect(") && line.contains("AF_INET")).toList();
    }

    /// Writes to this port that hold these words.
    List<Integer> saidTo(int port, String words) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean says = line.contains(" write(") || line.contains(" writev(") || line.contains(" sendto(")
                    || line.contains(" sendmsg(");
            if (says && line.contains(":" + port + "]>") && line.contains(words)) {
                found.add(i);
            }
        }
        return found;
    }

    /// The last write to the vault's log before a moment; -1 where there was none.
    int lastLogWrite(int before) {
        return Math.max(last(before, " write(", "-wal>"), last(before, " pwrite64(", "-wal>"));
    }

    /// The last time before a moment that the log was made durable, and the call came back well; -1 where there was none.
    int lastLogSync(int before) {
        int call = Math.max(last(before, "fdatasync(", "-wal>"), last(before, "fsync(", "-wal>"));
        if (call < 0 || lines.get(call).endsWith("= 0")) {
            return call;
        }
        String thread = lines.get(call).split(" ", 2)[0];
        for (int i = call + 1; i < before; i++) {
            if (lines.get(i).startsWith(thread + " ") && lines.get(i).contains("sync resumed>")) {
                return lines.get(i).endsWith("= 0") ? call : -1;
            }
        }
        return -1;
    }

    private int last(int before, String call, String file) {
        for (int i = before - 1; i >= 0; i--) {
            if (lines.get(i).contains(call) && lines.get(i).contains(file)) {
                return i;
            }
        }
        return -1;
    }
}
