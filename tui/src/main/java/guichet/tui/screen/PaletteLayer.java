package guichet.tui.screen;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.widget.Palette;
import guichet.tui.screen.widget.Widget.Focus;
import java.util.List;

/// The palette over a view: closes itself before it does what was chosen.
final class PaletteLayer implements Layer {
    private final Layers layers;
    private final Palette palette;

    PaletteLayer(Shell shell, List<Palette.Entry> entries) {
        this(shell, "palette.title", entries);
    }

    /// With another title: for choosing one of many.
    PaletteLayer(Shell shell, String title, List<Palette.Entry> entries) {
        this.layers = shell.layers();
        this.palette = new Palette(shell.line(title), entries, entry -> {
            layers.close(this);
            entry.act().run();
        });
    }

    @Override
    public void draw(Canvas screen) {
        palette.draw(screen, layers.isOnTop(this) ? Focus.HERE : Focus.ELSEWHERE);
    }

    @Override
    public void input(Input input) {
        if (input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ESCAPE) {
            layers.close(this);
        } else {
            palette.input(input);
        }
    }
}
