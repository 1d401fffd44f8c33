package guichet.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final String LINK = "sgnl://linkdevice?uuid=" + "Qm9iIHdhcyBoZXJlIDEyMw%3D%3D" + "&pub_key="
            + "BVDlZC9wGNBqTfZ3Yb1dSx4d9Jq%2BvN1R6aOq0v2YcEwK";
    private static final int SCALE = 8;

    @Test
    void aCameraThatLooksAtTheTerminalReadsTheLink() throws ReaderException {
        assertEquals(LINK, read(QrCode.of(LINK)));
        assertEquals("é".repeat(400), read(QrCode.of("é".repeat(400))));
    }

    @Test
    void aLinkFitsIntoTheSmallestTerminal() {
        QrCode code = QrCode.of(LINK);
        assertTrue(code.rows() <= 23 && code.columns() <= 80, () -> code.rows() + " rows, " + code.columns());
    }

    @Test
    void allLinesAreOfOneWidth() {
        QrCode code = QrCode.of(LINK);
        code.lines().forEach(line -> assertEquals(code.columns(), line.length()));
    }

    @Test
    void whatNoCodeHoldsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> QrCode.of(""));
        assertThrows(IllegalArgumentException.class, () -> QrCode.of("x".repeat(2_954)));
    }

    /// The picture of the characters, dark on light, with the surroundings that a light background gives.
    private static String read(QrCode code) throws ReaderException {
        int width = (code.columns() + 4) * SCALE;
        int height = (2 * code.rows() + 4) * SCALE;
        byte[] light = new byte[width * height];
        Arrays.fill(light, (byte) 0xff);
        for (int row = 0; row < code.rows(); row++) {
            for (int column = 0; column < code.columns(); column++) {
                char drawn = code.lines().get(row).charAt(column);
                if (drawn == '█' || drawn == '▀') {
                    module(light, width, column + 2, 2 * row + 2);
                }
                if (drawn == '█' || drawn == '▄') {
                    module(light, width, column + 2, 2 * row + 3);
                }
            }
        }
        var seen = new PlanarYUVLuminanceSource(light, width, height, 0, 0, width, height, false);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(seen))).getText();
    }

    private static void module(byte[] light, int width, int x, int y) {
        for (int down = 0; down < SCALE; down++) {
            Arrays.fill(light, (y * SCALE + down) * width + x * SCALE, (y * SCALE + down) * width + (x + 1) * SCALE,
                    (byte) 0);
        }
    }
}
