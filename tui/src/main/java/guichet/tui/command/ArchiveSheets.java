package guichet.tui.command;

import guichet.inbox.archive.ArchiveKeys;

/// The two sheets of an archive key, as a command gives them out: content, so on a terminal they leave nothing in the scrollback.
final class ArchiveSheets {
    private ArchiveSheets() {
    }

    static void show(ArchiveKeys.Sheets sheets, String fingerprint, Output out) {
        String code = new String(sheets.code());
        Sentences sentences = out.sentences();
        out.content(
                new JsonLine().put("fingerprint", fingerprint).put("key", sheets.armored()).put("code", code),
                sentences.tell("archive-key.sheet-key", fingerprint) + "\n\n" + sheets.armored().stripTrailing()
                        + "\n\n" + sentences.tell("archive-key.sheet-code", fingerprint) + "\n\n    " + code + "\n\n"
                        + sentences.tell("archive-key.sheets-apart"));
    }
}
