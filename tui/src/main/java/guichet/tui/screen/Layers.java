package guichet.tui.screen;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import java.util.ArrayList;
import java.util.List;

/// The views and sheets on top of each other.
final class Layers {
    private final List<Layer> stack = new ArrayList<>();

    void push(Layer layer) {
        stack.add(layer);
    }

    /// Takes a layer away, with all that lies on it.
    void close(Layer layer) {
        int at = stack.indexOf(layer);
        if (at >= 0) {
            stack.subList(at, stack.size()).clear();
        }
    }

    /// Back to the first layer.
    void closeAll() {
        stack.subList(Math.min(1, stack.size()), stack.size()).clear();
    }

    boolean isOnTop(Layer layer) {
        return !stack.isEmpty() && stack.getLast().equals(layer);
    }

    void draw(Canvas screen) {
        List.copyOf(stack).forEach(layer -> layer.draw(screen));
    }

    void input(Input input) {
        if (!stack.isEmpty()) {
            stack.getLast().input(input);
        }
    }

    void reload() {
        List.copyOf(stack).forEach(Layer::reload);
    }

    void keep() {
        List.copyOf(stack).forEach(Layer::keep);
    }
}
