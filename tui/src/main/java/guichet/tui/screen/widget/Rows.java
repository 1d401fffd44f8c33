package guichet.tui.screen.widget;

import java.util.List;

/// Rows that a list shows, asked for one by one, and only those that are visible.
public interface Rows<T> {
    int count();

    T at(int index);

    static <T> Rows<T> of(List<T> items) {
        List<T> all = List.copyOf(items);
        return new Rows<>() {
            @Override
            public int count() {
                return all.size();
            }

            @Override
            public T at(int index) {
                return all.get(index);
            }
        };
    }
}
