package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Whether the machine, the vault and the channels are as they should be.
@Command(name = "doctor")
final class DoctorCommand implements Action.Alone {
    @Option(names = "--nagios")
    boolean nagios;

    @Override
    public Exit run(Invocation in, Output out) throws Failure, VaultException, IOException {
        return nagios ? plugin(in, out) : told(examine(in, out), out);
    }

    private static Exit told(List<Finding> findings, Output out) {
        findings.forEach(finding -> out.answer(finding.json(), finding.text(out.sentences())));
        return findings.stream().anyMatch(Finding::isDamage) ? Exit.ALTERED : Exit.DONE;
    }

    /// One line whatever happens: what monitoring can't read, nobody is woken by.
    private Exit plugin(Invocation in, Output out) throws IOException {
        try {
            List<Finding> findings = examine(in, out);
            out.plugin(line(findings, out.sentences()));
            return switch (Finding.worst(findings)) {
                case OK -> Exit.DONE;
                case WARNING -> Exit.NAGIOS_WARNING;
                case CRITICAL -> Exit.NAGIOS_CRITICAL;
                case UNKNOWN -> Exit.NAGIOS_UNKNOWN;
            };
        } catch (Failure e) {
            return unknown(e.sentence(out.sentences()), out);
        } catch (VaultException e) {
            String sentence = out.sentences().tell(Troubles.key(e));
            if (e.kind() != VaultException.Kind.DAMAGED) {
                return unknown(sentence, out);
            }
            out.plugin("GUICHET CRITICAL - " + sentence);
            return Exit.NAGIOS_CRITICAL;
        }
    }

    private static Exit unknown(String sentence, Output out) {
        out.plugin("GUICHET UNKNOWN - " + sentence);
        return Exit.NAGIOS_UNKNOWN;
    }

    private List<Finding> examine(Invocation in, Output out) throws Failure, VaultException, IOException {
        if (nagios && in.access().passphraseFile().isEmpty() && in.global().recoveryKeyFile.isEmpty()) {
            return StatusFile.read(in.access().folder(), in.vaults().clock());
        }
        try (Workspace vault = in.access().open(out)) {
            List<Finding> findings = new Examination(vault).all();
            StatusFile.write(vault.vault().folder(), vault.clock(), findings);
            return findings;
        }
    }

    private static String line(List<Finding> findings, Sentences sentences) {
        Finding.State worst = Finding.worst(findings);
        String told = findings.stream().filter(finding -> finding.state() != Finding.State.OK)
                .map(finding -> finding.text(sentences)).collect(Collectors.joining("; "));
        return "GUICHET " + worst + " - " + (told.isEmpty() ? sentences.tell("doctor.all-well") : told);
    }
}
