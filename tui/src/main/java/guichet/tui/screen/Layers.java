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
        int taken = stack.stream().mapToInt(layer -> layer.beside(screen.columns())).max().orElse(0);
        for (Layer layer : List.copyOf(stack)) {
            boolean below = layer.beside(screen.columns()) == 0 && isBelowOneBeside(layer, screen.columns());
            layer.draw(below ? screen.part(0, 0, screen.columns() - taken, screen.rows()) : screen);
        }
    }

    private boolean isBelowOneBeside(Layer layer, int columns) {
        return stack.subList(stack.indexOf(layer), stack.size()).stream().anyMatch(each -> each.beside(columns) > 0);
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
