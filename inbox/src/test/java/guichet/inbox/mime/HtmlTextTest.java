package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
    @Test
    void laysOutWhatABrowserWould() {
        assertEquals("""
                Titre

                Un  paragraphe
                sur deux lignes.

                - un
                - deux
                > cité
                a b
                [logo] fin""".replace("Un  ", "Un "),
                text("""
                        <html><head><title>no</title><style>p{}</style><script>alert(1)</script></head><body>
                        <h1>Titre</h1><p>Un
                           paragraphe<br>sur deux lignes.</p>
                        <ul><li>un</li><li>deux</li></ul><blockquote>cité</blockquote>
                        <table><tr><td>a</td><td>b</td></tr></table><img alt="logo" src="http://tracker.example/x.png"> fin"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "<a href='https://evil.example/x'>https://bank.example</a>|https://bank.example <https://evil.example/x>",
            "<a href='https://a.example/'>https://a.example</a>|https://a.example",
            "<a href='mailto:b@example.org'>b@example.org</a>|b@example.org",
            "<a href='java\\nscript:alert(1)'>click</a>|click <javascript:alert(1)>", "<a href='#top'>top</a>|top",
            "<a href='https://t.example/1'><img src=x></a>end|end"})
    void linksShowWhereTheyLead(String html, String shown) {
        assertEquals(shown, text(html.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p style='display:none'>secret</p>", "<p style='DISPLAY : NONE !important'>secret</p>",
            "<div hidden>secret</div>", "<span style='font-size:0'>secret</span>",
            "<span style='font-size:1px'>secret</span>",
            "<span style='color:#fff'>secret</span>", "<span style='color:white'>secret</span>",
            "<font color='#fefefe'>secret</font>",
            "<span style='opacity:0'>secret</span>", "<div style='visibility:hidden'>secret</div>",
            "<div style='max-height:0;overflow:hidden'>secret</div>",
            "<div style='position:absolute;left:-9999px'>secret</div>",
            "<div style='text-indent:-9999px'>secret</div>", "<style>.x{display:none}</style><p class='a x'>secret</p>",
            "<style>#y , .z{color:#fff}</style><p id=y>secret</p>",
            "<style>/* { */ p.q{display:none}</style><p class=q>secret</p>",
            "<div bgcolor=black style='color:#000'>secret</div>",
            "<div style='background:#123456;color:rgb(18, 52, 86)'>secret</div>",
            "<span style='color:transparent'>secret</span>", "<svg><text>secret</text></svg>",
            "<div style='display:none'><p style='display:block'>secret</p></div>"})
    void textThatNobodyWouldSeeIsKeptApart(String html) {
        HtmlText.Rendered page = HtmlText.of(org.jsoup.Jsoup.parse("<p>visible</p>" + html));

        assertEquals("visible", page.text());
        assertEquals("secret", page.hidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<td bgcolor='#222'><font color='white'>words</font></td>",
            "<div style='font-size:0'><span style='font-size:16px'>words</span></div>",
            "<div style='background-image:url(x.png)'><p style='color:#fff'>words</p></div>",
            "<style>@media print { p {display:none} }</style><p>words</p>",
            "<style>.dark{background-color:#000}</style><p class=dark style='color:#fff'>words</p>",
            "<p style='max-height:0'>words</p>", "<p style='color:#ffe'><span style='color:#111'>words</span></p>"})
    void whatCanBeSeenStays(String html) {
        assertEquals("words", text("<table><tr>" + html + "</tr></table>"));
    }

    @Test
    void hiddenTextIsAnAttachmentOfItsOwn() {
        Reading reading = Desk
                .readClear("From: b@example.org\nContent-Type: text/html\n\n<p>hello<p style='display:none'>secret");

        assertEquals("hello", reading.body());
        assertEquals("hidden-text.txt", reading.attachments().getFirst().name());
        assertEquals("secret", new String(reading.attachments().getFirst().content(), StandardCharsets.UTF_8));
    }

    @Test
    void charactersAreUnescapedOnce() {
        assertEquals("<script> &amp;", text("&lt;script&gt; &amp;amp;"));
    }

    @Test
    void styleAndScriptLeaveNothingBehind() {
        String shown = text(
                "<style>@import url(http://x.example)</style><script>var secret</script><!-- comment -->ok");

        assertEquals("ok", shown);
        assertFalse(shown.contains("secret"));
    }

    private static String text(String html) {
        return HtmlText.of(org.jsoup.Jsoup.parse(html)).text();
    }
}
