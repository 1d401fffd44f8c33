package guichet.inbox.signal;

import java.util.regex.Pattern;

/// Which names of signal-cli's files are looked for at all: it makes them itself, but of what a sender chose.
final class FileNames {
    private static final Pattern ONE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+){0,5}");
    private static final int LONGEST = 200;

    private FileNames() {
    }

    static boolean isSafe(String id) {
        return id.length() <= LONGEST && ONE_NAME.matcher(id).matches();
    }
}
