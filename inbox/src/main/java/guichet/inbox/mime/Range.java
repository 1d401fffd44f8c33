package guichet.inbox.mime;

/// From `start` on, up to but not including `end`, in the bytes of one message.
record Range(int start, int end) {
    Range {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range");
        }
    }

    int length() {
        return end - start;
    }
}
