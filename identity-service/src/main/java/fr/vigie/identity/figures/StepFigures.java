package fr.vigie.identity.figures;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;

/// Measures the steps of sign-ins.
@ApplicationScoped
public class StepFigures {

  private static final String FACTOR = "factor";

  private final MeterRegistry meters;

  StepFigures(MeterRegistry meters) {
    this.meters = meters;
  }

  /// Measures a step, from what was shown to its answer.
  ///
  /// @param outcome one word for an answer
  public <A> Uni<A> timed(String factor, Uni<A> step, Function<A, String> outcome) {
    return Uni.createFrom()
        .deferred(() -> {
          var started = System.nanoTime();
          return step.onItemOrFailure()
              .invoke((answer, failure) ->
                  Timer.builder("vigie.sign.in.step")
                      .description("Steps of sign-ins, from what was shown to the answer")
                      .tag(FACTOR, factor)
                      .tag("outcome", failure == null ? outcome.apply(answer) : "fault")
                      .publishPercentileHistogram()
                      .minimumExpectedValue(Duration.ofMillis(1))
                      .maximumExpectedValue(Duration.ofSeconds(10))
                      .register(meters)
                      .record(Duration.ofNanos(System.nanoTime() - started)));
        });
  }

  /// Counts a failure.
  ///
  /// @param reason the word its event has
  public void failed(String factor, String reason) {
    meters.counter("vigie.sign.in.failed", FACTOR, factor, "reason", reason).increment();
  }
}
