package guichet.tui.screen.term;

import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;

/// The two sequences around pasted text (xterm's bracketed paste mode), which Lanterna does not know.
final class PasteMark extends KeyStroke {
    static final List<CharacterPattern> PATTERNS = List.of(new Sequence("\u001b[200~", new PasteMark(Edge.START)),
            new Sequence("\u001b[201~", new PasteMark(Edge.END)));
    private final Edge edge;

    private enum Edge {
        START, END
    }

    private PasteMark(Edge edge) {
        super(KeyType.Unknown);
        this.edge = edge;
    }

    static boolean isStart(KeyStroke stroke) {
        return stroke instanceof PasteMark mark && mark.edge == Edge.START;
    }

    static boolean isEnd(KeyStroke stroke) {
        return stroke instanceof PasteMark mark && mark.edge == Edge.END;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasteMark mark && mark.edge == edge;
    }

    @Override
    public int hashCode() {
        return edge.hashCode();
    }

    private record Sequence(String sequence, KeyStroke stroke) implements CharacterPattern {
        @Override
        @SuppressWarnings("NullAway") // Lanterna's way to say "no match"; its interface carries no annotations.
        public Matching match(List<Character> typed) {
            if (typed.size() > sequence.length()) {
                return null;
            }
            for (int i = 0; i < typed.size(); i++) {
                if (typed.get(i) != sequence.charAt(i)) {
                    return null;
                }
            }
            return typed.size() == sequence.length() ? new Matching(stroke) : Matching.NOT_YET;
        }
    }
}
