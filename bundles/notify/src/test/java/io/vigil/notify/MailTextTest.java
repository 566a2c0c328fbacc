package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.notify.Mail;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTextTest {
    @Test
    void headersAreTheReferencesInItsOrder() {
        Mail mail = Notices.mail(
                "relay",
                25,
                List.of("ops@example.org", "Night <night@example.org>"),
                "=> VRRP Instance is now owning VRRP VIPs <=");
        assertThat(MailText.of(mail, Notices.THEN)).isEqualTo("""
                        Date: Mon, 01 Mar 2021 09:44:08 +0000\r
                        From: Vigil <vigil@example.org>\r
                        Subject: [lb1] VRRP Instance VI_1 - Entering MASTER state\r
                        X-Mailer: Vigil\r
                        To: ops@example.org,\r
                         Night <night@example.org>\r
                        \r
                        => VRRP Instance is now owning VRRP VIPs <=\r
                        """);
    }

    @Test
    void textInOtherScriptsIsEncodedAndAddressesStay() {
        Mail mail = new Mail(
                Notices.mail("relay", 25, List.of(), "").relay(),
                "Wächter <vigil@example.org>",
                List.of("ops@example.org"),
                "é".repeat(50),
                "Grüße");
        String text = MailText.of(mail, Notices.THEN);
        assertThat(text)
                .contains("From: =?utf-8?B?V8OkY2h0ZXI=?= <vigil@example.org>\r\n")
                .contains("Content-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ==\r\n")
                .matches("(?s).*Subject: =\\?utf-8\\?B\\?[^?]+\\?=\r\n =\\?utf-8\\?B\\?.*");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
        assertThat(text.chars().allMatch(c -> c < 128)).isTrue();
    }

    @Test
    void nothingFromOutsideCanAddAHeaderOrACommand() {
        Mail mail = new Mail(
                Notices.mail("relay", 25, List.of(), "").relay(),
                "a@b\r\nBcc: evil@example.org",
                List.of("x@y\r\nDATA"),
                "subject\nX-Evil: 1",
                "body");
        assertThat(MailText.of(mail, Notices.THEN).lines())
                .noneMatch(line -> line.startsWith("Bcc") || line.startsWith("X-Evil") || line.startsWith("DATA"));
        assertThat(MailText.address(mail.to().get(0))).isEqualTo("x@yDATA");
    }

    @Test
    void everyLineEndBecomesCrLf() {
        Mail mail = Notices.mail("relay", 25, List.of("a@b"), "one\ntwo\r\nthree\rfour");
        assertThat(MailText.of(mail, Notices.THEN)).endsWith("\r\n\r\none\r\ntwo\r\nthree\r\nfour\r\n");
    }

    @ParameterizedTest
    @CsvSource({"a@b, a@b", "Vigil <a@b>, a@b", "<a@b>, a@b", "'Odd <x> <a@b>', a@b", "' a@b ', a@b"})
    void theAddressStandsBehindTheLastBracket(String mailbox, String address) {
        assertThat(MailText.address(mailbox)).isEqualTo(address);
    }
}
