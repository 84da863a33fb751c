package fr.vigie.lockout.freezes;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.lockout.FreezeEvent.TargetThawed;
import fr.vigie.contracts.lockout.FreezeEvent.ThawDeclined;
import fr.vigie.contracts.lockout.FreezeEvent.ThawProposed;
import fr.vigie.contracts.status.Scope;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.freezes.FreezeCommand.ApproveThaw;
import fr.vigie.lockout.freezes.FreezeCommand.DeclineThaw;
import fr.vigie.lockout.freezes.FreezeCommand.Freeze;
import fr.vigie.lockout.freezes.FreezeCommand.FreezeOnAlert;
import fr.vigie.lockout.freezes.FreezeCommand.ProposeThaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Given a past, when something is asked, then these events and this answer. The people and the
/// words of the stories stand here too.
final class Story {

  static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  static final FreezePolicy POLICY = new Policy(3, 5);

  /// An advisor.
  static final Actor ALICE = new Actor("alice", "alice-session", "CE-01");

  /// Security officers.
  static final Actor OSCAR = new Actor("oscar", "oscar-session", "FT");

  static final Actor OLGA = new Actor("olga", "olga-session", "FT");

  static final String FREEZE = "freeze-1";

  /// Small lines, so that stories are short.
  record Policy(int limit, int criticalLimit) implements FreezePolicy {
    @Override
    public Set<String> neverFrozen() {
      return Set.of("FT");
    }
  }

  private final List<FreezeEvent> past = new ArrayList<>();

  private Story() {}

  static Story given(FreezeEvent... past) {
    var story = new Story();
    story.past.addAll(Arrays.asList(past));
    return story;
  }

  static Story given(List<? extends FreezeEvent> before, FreezeEvent... past) {
    var story = new Story();
    story.past.addAll(before);
    story.past.addAll(Arrays.asList(past));
    return story;
  }

  Then when(FreezeCommand command, Instant now) {
    var standing = Standing.NOTHING;
    for (var event : past) {
      standing = standing.after(event);
    }
    return new Then(standing.decide(command, POLICY, now));
  }

  Then when(FreezeCommand command) {
    return when(command, NINE);
  }

  record Then(Decision<FreezeAnswer> decision) {
    Then then(Object... events) {
      assertThat(List.<Object>copyOf(decision.events())).isEqualTo(List.of(events));
      return this;
    }

    void answers(FreezeAnswer answer) {
      assertThat(decision.answer()).isEqualTo(answer);
    }
  }

  static Freeze freeze(Actor target, Actor by) {
    return new Freeze(
        Target.account(target.account()),
        "request-freeze",
        Cause.SUSPICIOUS_USE,
        List.of("event-1"),
        by,
        FREEZE);
  }

  static FreezeOnAlert alert(int number, boolean critical) {
    return new FreezeOnAlert(
        Target.account("advisor-" + number),
        "alert-" + number,
        "exposure-budget",
        critical,
        List.of("event-" + number),
        "freeze-" + number);
  }

  static ProposeThaw propose(Actor by) {
    return new ProposeThaw(
        Target.account(ALICE.account()), FREEZE, "request-propose", ThawReason.HARMLESS, by);
  }

  static ApproveThaw approve(Actor by, Actor proposer) {
    return new ApproveThaw(
        Target.account(ALICE.account()), FREEZE, "request-approve", proposer.account(), by);
  }

  static DeclineThaw decline(Actor by) {
    return new DeclineThaw(Target.account(ALICE.account()), FREEZE, "request-decline", by);
  }

  static TargetFrozen frozen(Actor target, Actor by) {
    return new TargetFrozen(
        FREEZE,
        "account",
        target.account(),
        "request-freeze",
        "suspicious-use",
        false,
        List.of("event-1"),
        by.account(),
        NINE);
  }

  static TargetFrozen detected(int number, Instant at) {
    return new TargetFrozen(
        "freeze-" + number,
        "account",
        "advisor-" + number,
        "alert/alert-" + number,
        "alert",
        true,
        List.of("event-" + number),
        "lockout-service",
        at);
  }

  static ThawProposed proposed(Actor by) {
    return new ThawProposed(
        FREEZE, "account", "alice", "request-propose", "harmless", by.account(), NINE);
  }

  static ThawDeclined declined(Actor by) {
    return new ThawDeclined(FREEZE, "account", "alice", "request-decline", by.account(), NINE);
  }

  static TargetThawed thawed(Actor proposer, Actor by) {
    return new TargetThawed(
        FREEZE,
        "account",
        "alice",
        "request-approve",
        "harmless",
        proposer.account(),
        by.account(),
        NINE);
  }

  static FreezeEvent.FreezeCallRefused refused(
      Scope scope, String target, String asked, FreezeRefusal why, Actor by) {
    return new FreezeEvent.FreezeCallRefused(
        scope.word(), target, asked, why.word(), by.account(), NINE);
  }
}
