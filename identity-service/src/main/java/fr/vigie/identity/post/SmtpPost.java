package fr.vigie.identity.post;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;

/// Hands letters to a mail server (`quarkus.mailer.*`: TLS is on unless it is switched off there).
final class SmtpPost implements Post {

  private final ReactiveMailer mailer;
  private final String from;

  SmtpPost(ReactiveMailer mailer, String from) {
    this.mailer = mailer;
    this.from = from;
  }

  @Override
  public Uni<Void> send(Letter letter) {
    return mailer.send(
        Mail.withText(letter.to(), letter.subject(), letter.text())
            .setFrom(from)
            // No answering machine answers it (RFC 3834).
            .addHeader("Auto-Submitted", "auto-generated"));
  }
}
