package fr.vigie.identity.post;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Chooses who takes letters away.
@Singleton
class Posts {

  @Produces
  @Singleton
  @Startup
  Post post(
      PostSettings settings,
      ReactiveMailer mailer,
      Clock clock,
      @ConfigProperty(name = "vigie.one-machine", defaultValue = "false") boolean oneMachine) {
    if (settings.outbox().isEmpty()) {
      return new SmtpPost(mailer, settings.from());
    }
    if (!oneMachine) {
      throw new IllegalStateException(
          "vigie.identity.post.outbox puts links where others may read them (R15): take it away,"
              + " or set vigie.one-machine for a demonstration.");
    }
    return new OutboxPost(settings.outbox().get(), settings.from(), clock);
  }
}
