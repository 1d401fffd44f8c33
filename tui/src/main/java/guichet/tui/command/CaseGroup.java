package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "case", subcommands = {CaseNew.class, CaseList.class, CaseShow.class, CaseTag.class, CaseUntag.class,
        CaseAssign.class, CaseLink.class, CaseUnlink.class, CaseNote.class, CaseContact.class, CaseClose.class,
        CaseReopen.class, CaseHold.class, CaseRelease.class, CaseDestroy.class, CaseDestructions.class,
        CaseCertificate.class, CaseArchiveCommand.class, CaseUnarchive.class,
        CaseKind.class, CaseRequest.class, CaseExportCommand.class, CaseSeal.class, CaseSealedReceived.class,
        CaseRestoreCommand.class})
final class CaseGroup {
}
