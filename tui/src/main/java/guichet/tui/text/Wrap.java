package guichet.tui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where a line of cells is broken: after spaces, between characters of scripts without spaces, and within a word only
/// where it is longer than a line. Not at the spaces that French has inside of quotation marks and before `:;!?`.
public final class Wrap {
    private static final Set<String> CLOSING = Set.of("»", ":", ";", "!", "?");

    private Wrap() {
    }

    /// Cells `from` to `to` (exclusive) of the line. Spaces at the end of a piece may hang over the edge.
    public record Piece(int from, int to) {
    }

    /// The pieces in order; together they are the whole line, and there is at least one.
    public static List<Piece> of(List<Cell> cells, int columns) {
        int limit = Math.max(2, columns);
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        int breakAt = -1;
        int used = 0;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (used + cell.width() > limit && !cell.isSpace()) {
                int end = breakAt > start ? breakAt : i;
                pieces.add(new Piece(start, end));
                start = end;
                breakAt = -1;
                used = widthOf(cells, start, i);
            }
            used += cell.width();
            if (endsWord(cells, i) || cell.breaksAnywhere() || nextBreaksAnywhere(cells, i)) {
                breakAt = i + 1;
            }
        }
        pieces.add(new Piece(start, cells.size()));
        return pieces;
    }

    private static boolean endsWord(List<Cell> cells, int at) {
        boolean opens = at > 0 && cells.get(at - 1).text().equals("«");
        boolean closes = at + 1 < cells.size() && CLOSING.contains(cells.get(at + 1).text());
        return cells.get(at).isSpace() && !opens && !closes;
    }

    private static boolean nextBreaksAnywhere(List<Cell> cells, int at) {
        return at + 1 < cells.size() && cells.get(at + 1).breaksAnywhere();
    }

    private static int widthOf(List<Cell> cells, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += cells.get(i).width();
        }
        return sum;
    }
}
