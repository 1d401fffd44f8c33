package guichet.tui.text;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A QR code (ISO/IEC 18004) in a terminal's characters, two modules a character, one above the other.
///
/// What is dark in the code is drawn, what is light is a space: the caller paints it dark on light, whatever colours the terminal
/// has. The margin is two modules instead of four, so that a link of 130 bytes fits into 24 rows; phones read it.
///
/// @param lines all of the same width
public record QrCode(List<String> lines) {
    private static final int MARGIN = 2;

    public QrCode {
        lines = List.copyOf(lines);
    }

    /// @throws IllegalArgumentException for an empty text, and for one of more than 2,953 bytes
    public static QrCode of(String text) {
        BitMatrix modules;
        try {
            modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
                    Map.of(EncodeHintType.MARGIN, MARGIN, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L,
                            EncodeHintType.CHARACTER_SET, "UTF-8"));
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds this", e);
        }
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            var line = new StringBuilder();
            for (int x = 0; x < modules.getWidth(); x++) {
                boolean below = y + 1 < modules.getHeight() && modules.get(x, y + 1);
                line.append(modules.get(x, y) ? below ? '█' : '▀' : below ? '▄' : ' ');
            }
            lines.add(line.toString());
        }
        return new QrCode(lines);
    }

    public int columns() {
        return lines.getFirst().length();
    }

    public int rows() {
        return lines.size();
    }
}
