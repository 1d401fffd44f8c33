package guichet.tui.screen;

import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.Work.Ending;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.io.IOException;
import java.util.function.Consumer;

/// The vault's work for the screen, never on the UI thread; what came of it arrives there later. Trouble with the disk is
/// told at the bottom of the screen, and nothing else comes of that task. Called on the UI thread.
final class Office {
    private final Vault vault;
    private final Work work;
    private final Notices notices;
    private final Texts texts;

    /// Something that needs the vault, perhaps more than once.
    @FunctionalInterface
    interface Job<T> {
        T run(Work.Progress progress) throws VaultException;
    }

    /// A question that may be asked anew before it was answered: only the last answer counts.
    static final class Latest {
        private int asked;
    }

    /// What one key sets off: not a second time while it is under way, and again once it has ended, well or not.
    static final class Deed {
        private boolean underWay;

        boolean isUnderWay() {
            return underWay;
        }
    }

    Office(Vault vault, Work work, Notices notices, Texts texts) {
        this.vault = vault;
        this.work = work;
        this.notices = notices;
        this.texts = texts;
    }

    <T> void read(guichet.keystore.vault.Work<T> query, Consumer<T> then) {
        run(texts.say("work.reading"), Ending.STOPPABLE, progress -> vault.read(query), then);
    }

    <T> void read(Latest latest, guichet.keystore.vault.Work<T> query, Consumer<T> then) {
        latest.asked++;
        int mine = latest.asked;
        read(query, answer -> {
            if (mine == latest.asked) {
                then.accept(answer);
            }
        });
    }

    <T> void write(guichet.keystore.vault.Work<T> change, Consumer<T> then) {
        change(texts.say("work.writing"), progress -> vault.write(change), then);
    }

    <T> void write(Deed deed, guichet.keystore.vault.Work<T> change, Consumer<T> then) {
        change(deed, texts.say("work.writing"), progress -> vault.write(change), then);
    }

    /// Something that may be stopped at any moment.
    <T> void look(String label, Job<T> job, Consumer<T> then) {
        run(label, Ending.STOPPABLE, job, then);
    }

    /// Something that may be stopped, and then leaves nothing: its outcome says so.
    <T> void make(String label, Job<T> job, Consumer<T> then) {
        run(label, Ending.STOPPABLE_WITH_A_WORD, job, then);
    }

    /// Something that has to come to its end once it has begun.
    <T> void change(String label, Job<T> job, Consumer<T> then) {
        run(label, Ending.TO_THE_END, job, then);
    }

    <T> void change(Deed deed, String label, Job<T> job, Consumer<T> then) {
        if (deed.underWay) {
            return;
        }
        deed.underWay = true;
        work.start(label, Ending.TO_THE_END, task(job), answer -> {
            deed.underWay = false;
            then.accept(answer);
        }, failure -> {
            deed.underWay = false;
            notices.warn(Printable.line(failure.sentence()));
        });
    }

    /// Something that takes minutes, that a view of its own shows and can end, and that has to come to its end.
    interface LongJob<T> {
        T run() throws VaultException, IOException;
    }

    /// @param failed gets what the disk did not allow, as a sentence
    <T> void accompany(LongJob<T> job, Consumer<T> then, Consumer<String> failed) {
        work.start("", Ending.SHOWN_BY_ITS_VIEW, _ -> {
            try {
                return job.run();
            } catch (VaultException e) {
                throw new Failure(texts.of(e.kind()), e);
            } catch (IOException e) {
                throw new Failure(texts.of(VaultException.Kind.IO), e);
            }
        }, then, failure -> failed.accept(failure.sentence()));
    }

    /// Shows something before a job's end. Any thread.
    void soon(Runnable show) {
        work.soon(show);
    }

    private <T> void run(String label, Ending ending, Job<T> job, Consumer<T> then) {
        work.start(label, ending, task(job), then, failure -> notices.warn(Printable.line(failure.sentence())));
    }

    private <T> Work.Task<T> task(Job<T> job) {
        return progress -> {
            try {
                return job.run(progress);
            } catch (VaultException e) {
                throw new Failure(texts.of(e.kind()), e);
            }
        };
    }
}
