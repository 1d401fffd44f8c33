package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "archive-key", subcommands = {ArchiveKeyGenerate.class, ArchiveKeyShow.class, ArchiveKeyExport.class})
final class ArchiveKeyGroup {
}
