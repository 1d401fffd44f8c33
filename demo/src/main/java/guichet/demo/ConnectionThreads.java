package guichet.demo;

import com.icegreen.greenmail.imap.ProtocolException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The threads of GreenMail's connections. One whose connection was cut ends by an exception, as is its way; that is nobody's trouble and
/// is not told. Anything else is.
final class ConnectionThreads extends ThreadGroup {
    ConnectionThreads() {
        super("mail");
    }

    /// What is started in there, and by what is started there, belongs to this group.
    <T> T start(Callable<T> begin) {
        FutureTask<T> task = new FutureTask<>(begin);
        new Thread(this, task).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the demo's own mail server does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the demo's mail server starts", e);
        }
    }

    @Override
    public void uncaughtException(Thread connection, Throwable end) {
        if (!wasCut(end)) {
            super.uncaughtException(connection, end);
        }
    }

    private static boolean wasCut(Throwable end) {
        for (Throwable cause = end.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProtocolException || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
