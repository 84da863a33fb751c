package fr.vigie.audit.witness;

import fr.vigie.audit.alarms.Alarm;
import fr.vigie.audit.alarms.Alarms;
import fr.vigie.audit.checkpoint.Checkpoint;
import fr.vigie.audit.checkpoint.Checkpoints;
import fr.vigie.audit.log.Log;
import fr.vigie.audit.proofs.InclusionProofs;
import fr.vigie.contracts.alerts.AlertRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// The door: brings the newest checkpoint to every witness, and keeps what it signs.
@ApplicationScoped
public class Witnesses {

  private static final Logger LOGGER = Logger.getLogger(Witnesses.class);

  private final Checkpoints checkpoints;
  private final InclusionProofs proofs;
  private final Cosignatures cosignatures;
  private final Log log;
  private final Alarms alarms;
  private final List<One> all = new ArrayList<>();

  Witnesses(
      Checkpoints checkpoints,
      InclusionProofs proofs,
      Cosignatures cosignatures,
      Log log,
      Alarms alarms,
      WitnessSettings settings) {
    this.checkpoints = checkpoints;
    this.proofs = proofs;
    this.cosignatures = cosignatures;
    this.log = log;
    this.alarms = alarms;
    settings
        .by()
        .forEach((name, witness) ->
            all.add(
                new One(
                    WitnessKey.parse(witness.key(), "vigie.audit.witness.by." + name + ".key"),
                    new WitnessClient(witness.url(), settings.timeout()))));
  }

  private record One(WitnessKey key, WitnessClient client) {}

  /// Whether there is any.
  boolean any() {
    return !all.isEmpty();
  }

  /// Asks each of them, where there is something it has not signed.
  void ask() throws SQLException {
    var newest = checkpoints.last();
    if (newest.isEmpty()) {
      return;
    }
    for (var witness : all) {
      var old = cosignatures.last(witness.key().name());
      if (old < newest.get().size()) {
        ask(witness, newest.get(), old, true);
      }
    }
  }

  /// Asks each of them what it has seen, before anything is added to the log after a start: a
  /// backup of last week would else be gone on from. (ATTACKS 48)
  void remember() throws SQLException {
    var newest = checkpoints.last();
    if (newest.isPresent()) {
      for (var witness : all) {
        ask(witness, newest.get(), cosignatures.last(witness.key().name()), true);
      }
    }
  }

  private void ask(One witness, Checkpoint newest, long old, boolean again) throws SQLException {
    var name = witness.key().name();
    var proof = proofs.consistency(old, newest.size());
    if (proof.isEmpty()) {
      forked(name, newest, "it signed " + old + " leaves");
      return;
    }
    switch (witness.client().add(old, proof.get(), newest.note())) {
      case WitnessAnswer.Cosigned(var line) -> {
        if (witness.key().made(newest.text(), line)) {
          cosignatures.add(newest.size(), name, line);
        } else {
          LOGGER.warnf("not the signature of the witness %s", name);
        }
      }
      case WitnessAnswer.Seen(var size) -> {
        if (size > newest.size()) {
          seenMore(name, newest, size);
        } else if (again && size != old) {
          ask(witness, newest, size, false);
        } else {
          forked(name, newest, "it has seen another root");
        }
      }
      case WitnessAnswer.Forked() ->
          forked(name, newest, "the log does not go on from what it has seen");
      case WitnessAnswer.Silent(var why) ->
          LOGGER.debugf("the witness %s did not sign: %s", name, why);
    }
  }

  /// Another replica may have brought it a newer checkpoint meanwhile; that one is in the database.
  private void seenMore(String witness, Checkpoint newest, long size) throws SQLException {
    log.witnessed(size);
    if (checkpoints.last().map(Checkpoint::size).orElse(0L) < size) {
      forked(witness, newest, "it has seen " + size + " leaves");
    }
  }

  private void forked(String witness, Checkpoint newest, String fact) {
    alarms.raise(Alarm.ofLog(AlertRule.LOG_FORKED, witness, fact, "checkpoint:" + newest.size()));
  }
}
