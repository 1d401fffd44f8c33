package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What real and broken programs write, without any cryptography.
class ClearMailTest {
    @Test
    void aPlainMailIsReadAsItIs() {
        Reading reading = Desk.readClear("""
                From: =?utf-8?q?Bob_L=C3=A9ger?= <Bob@Example.org>
                To: alice@desk.example, "Durand, Zo\\"e" <zoe@desk.example>
                Cc: Groupe: a@x.example, b@x.example;
                Date: Tue, 3 Nov 2026 14:01:02 +0100 (CET)
                Subject: =?iso-8859-1?Q?Eaux_us=E9es?= : suite
                Message-ID: <1@example.org>
                In-Reply-To: <0@desk.example>
                References: <a@desk.example>
                 <0@desk.example>

                Bonjour,
                voici.
                """);

        assertEquals(List.of(new Party("Bob Léger", "Bob@Example.org")), reading.from());
        assertEquals(List.of(new Party("", "alice@desk.example"), new Party("Durand, Zo\"e", "zoe@desk.example")),
                reading.to());
        assertEquals(List.of(new Party("", "a@x.example"), new Party("", "b@x.example")), reading.cc());
        assertEquals(Instant.parse("2026-11-03T13:01:02Z"), reading.date().orElseThrow());
        assertEquals("Eaux usées : suite", reading.subject());
        assertEquals("1@example.org", reading.messageIds().own().orElseThrow());
        assertEquals(List.of("0@desk.example"), reading.messageIds().inReplyTo());
        assertEquals(List.of("a@desk.example", "0@desk.example"), reading.messageIds().references());
        assertFalse(reading.messageIds().proven());
        assertEquals("Bonjour,\nvoici.\n", reading.body());
        assertEquals(Protection.NONE, reading.protection());
    }

    @ParameterizedTest
    @CsvSource({"utf-8,UTF-8,é € 漢", "iso-8859-1,ISO-8859-1,déjà vu", "iso-8859-15,ISO-8859-15,10 € à œuvre",
            "windows-1250,windows-1250,żółw", "windows-1251,windows-1251,привет",
            "windows-1252,windows-1252,“œuf” – 5 €",
            "windows-1256,windows-1256,سلام", "koi8-r,KOI8-R,привет", "gb18030,GB18030,你好，世界", "gb2312,GB2312,你好",
            "big5,Big5,你好", "iso-2022-jp,ISO-2022-JP,こんにちは", "shift_jis,Shift_JIS,日本", "euc-kr,EUC-KR,안녕",
            "utf-16,UTF-16,é 漢", "\"'utf-8'\",UTF-8,é", "UTF8,UTF-8,é", "us-ascii,UTF-8,é € 漢",
            "us-ascii,windows-1252,déjà", "iso-8859-1,windows-1252,“smart” €"})
    void everyCommonCharset(String declared, String used, String text) {
        Reading reading = Desk.readClear(mail("Content-Type: text/plain; charset=" + declared + "\r\n", text, used));

        assertEquals(text, reading.body());
        assertEquals(List.of(), reading.protection().problems());
    }

    @Test
    void anUnknownCharsetIsGuessedAndSaid() {
        Reading reading = Desk.readClear(mail("Content-Type: text/plain; charset=x-martian\r\n", "déjà", "UTF-8"));

        assertEquals("déjà", reading.body());
        assertEquals(List.of(Problem.MALFORMED), reading.protection().problems());
    }

    @Test
    void bytesThatDoNotFitTheCharsetAreVisible() {
        Reading reading = Desk.readClear(mail("Content-Type: text/plain; charset=utf-8\r\n", "déjà", "ISO-8859-1"));

        assertEquals("d\uFFFDj\uFFFD", reading.body());
    }

    @ParameterizedTest
    @CsvSource({"utf-7", "UTF-7", "unicode-1-1-utf-7", "x-utf-7", "csUTF7", "X-UNICODE-2-0-UTF-7"})
    void utf7IsShownAsItCame(String charset) {
        Reading reading = Desk
                .readClear(
                        mail("Content-Type: text/plain; charset=" + charset + "\r\n", "+ADw-script+AD4-", "US-ASCII"));

        assertEquals("+ADw-script+AD4-", reading.body());
    }

    @Test
    void flowedParagraphsAreJoined() {
        Reading reading = Desk.readClear("""
                From: b@example.org
                Content-Type: text/plain; format=flowed

                One paragraph\s
                that goes on.
                > a quote\s
                > of it

                --\s
                Bob
                 From stuffed
                """);

        assertEquals("One paragraph that goes on.\n> a quote of it\n\n-- \nBob\nFrom stuffed\n", reading.body());
    }

    @Test
    void ofAlternativesThePlainOneIsShown() {
        Reading reading = Desk.readClear(alternative("plain words\n", "<p>marked words</p>"));

        assertEquals("plain words\n", reading.body().stripTrailing() + "\n");
        assertEquals(List.of(), reading.attachments());
    }

    @Test
    void anEmptyPlainAlternativeGivesWayToHtml() {
        assertEquals("marked words", Desk.readClear(alternative(" \n", "<p>marked words</p>")).body());
    }

    @Test
    void filesInsideAnUnchosenAlternativeAreStillListed() {
        Reading reading = Desk.readClear("""
                From: b@example.org
                Content-Type: multipart/alternative; boundary=a

                --a

                words
                --a
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: text/html

                <img src="cid:1">
                --r
                Content-Type: image/png; name="../../p.png"
                Content-Transfer-Encoding: base64

                iVBORw==
                --r--
                --a
                Content-Type: text/calendar

                BEGIN:VCALENDAR
                --a--
                """);

        assertEquals("words", reading.body());
        assertEquals(List.of("../../p.png", "invite.ics"),
                reading.attachments().stream().map(AttachedFile::name).toList());
        assertEquals(4, reading.attachments().getFirst().size());
    }

    @Test
    void severalTextsFollowEachOther() {
        Reading reading = Desk.readClear("""
                From: b@example.org
                Content-Type: multipart/mixed; boundary=a

                --a

                one
                --a
                Content-Disposition: attachment; filename=notes.txt

                attached
                --a

                two
                --a--
                """);

        assertEquals("one\n\ntwo", reading.body());
        assertEquals("notes.txt", reading.attachments().getFirst().name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"filename=\"plan.pdf\"|plan.pdf", "filename*=utf-8''caf%C3%A9.pdf|café.pdf",
            "filename*=iso-8859-1'fr'caf%E9.pdf|café.pdf", "filename*0=\"long \"; filename*1=name.pdf|long name.pdf",
            "filename*0*=utf-8''caf%C3; filename*1*=%A9.pdf|café.pdf",
            "filename=\"=?utf-8?q?caf=C3=A9=2Epdf?=\"|café.pdf",
            "filename=\"=?utf-8?B?Y2Fmw6k?=\"|café", "filename=caf\u00e9.pdf|café.pdf", "filename=a b.pdf|a b.pdf",
            "filename=\"a%0D%0Ab.pdf\"|a%0D%0Ab.pdf", "filename*=utf-8''a%0D%0Ab.pdf|a b.pdf",
            "filename*=x-none''caf%C3%A9.pdf|café.pdf", "filename*=utf-8''%ZZ%4|%ZZ%4"})
    void namesOfAttachmentsInEveryForm(String parameter, String name) {
        Reading reading = Desk
                .readClear("From: b@example.org\nContent-Type: application/pdf\nContent-Disposition: attachment; "
                        + parameter + "\n\nx\n");

        assertEquals(name, reading.attachments().getFirst().name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"=?utf-8?q?a?= =?utf-8?q?b?=|ab", "=?utf-8?b?w6k=?=|é",
            "=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=|café",
            "x =?utf-8?q?=C3=A9?= y|x é y", "=?utf-8?q?broken|=?utf-8?q?broken", "=?utf-8*fr?q?=C3=A9?=|é",
            "=?nonsense?q?abc?=|abc", "=?utf-8?q?a=0D=0ABcc:_x?=|a Bcc: x", "=?utf-8?q?a b c?=|a b c",
            "=?utf-8?b?w6k?=|é",
            "=?iso-2022-jp?B?GyRCJDMbKEI=?=|こ", "=?utf-7?q?+ADw-?=|+ADw-", "=?utf-8?x?abc?=|=?utf-8?x?abc?="})
    void encodedWordsInEveryForm(String subject, String shown) {
        assertEquals(shown, Desk.readClear("From: b@example.org\nSubject: " + subject + "\n\nx\n").subject());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Tue, 3 Nov 2026 14:01:02 +0100|2026-11-03T13:01:02Z",
            "3 Nov 26 14:01 GMT|2026-11-03T14:01:00Z", "Tue,  3 Nov 2026 14:01:02 EST|2026-11-03T19:01:02Z",
            "Tue, 03 November 2026 14:01:02 -0000|2026-11-03T14:01:02Z",
            "Tue, 3-Nov-2026 14:01:60 Z|2026-11-03T14:01:59Z"})
    void datesAsTheyAreWritten(String date, Instant read) {
        assertEquals(read, Desk.readClear("From: b@example.org\nDate: " + date + "\n\nx\n").date().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"yesterday", "99 Nov 2026 14:01:02 +0000", "3 Foo 2026 14:01:02 +0000",
            "3 Nov 2026 14:01:02 +9999", "1 Jan 1960 00:00:00 +0000"})
    void whatIsNoDateIsNone(String date) {
        assertTrue(Desk.readClear("From: b@example.org\nDate: " + date + "\n\nx\n").date().isEmpty());
    }

    @Test
    void headersInRawUtf8AreRead() {
        Reading reading = Desk.readClear("From: Zoé <z@example.org>\nSubject: déjà\n\nx\n");

        assertEquals("Zoé", reading.from().getFirst().name());
        assertEquals("déjà", reading.subject());
    }

    @Test
    void aMailStoredWithLfIsReadAlike() {
        byte[] lf = "From: b@example.org\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a--\n"
                .getBytes(StandardCharsets.US_ASCII);

        assertEquals("one", Desk.readClear(lf).body());
    }

    @Test
    void aMessageInsideIsAttachedAndNotRead() {
        Reading reading = Desk.readClear("""
                From: b@example.org
                Content-Type: multipart/mixed; boundary=a

                --a

                see below
                --a
                Content-Type: message/rfc822

                From: other@example.org
                Subject: inner

                inner words
                --a--
                """);

        assertEquals("see below", reading.body());
        assertEquals("message.eml", reading.attachments().getFirst().name());
        assertEquals("", reading.subject());
    }

    @Test
    void theRestOfATruncatedMailIsShown() {
        Reading reading = Desk
                .readClear("From: b@example.org\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nwords, cut");

        assertEquals("words, cut", reading.body());
    }

    private static byte[] mail(String headers, String text, String charset) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(("From: b@example.org\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(text.getBytes(Charset.forName(charset)));
        return mail.toByteArray();
    }

    private static String alternative(String plain, String html) {
        return "From: b@example.org\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\n"
                + plain
                + "\n--a\nContent-Type: text/html\n\n" + html + "\n--a--\n";
    }
}
