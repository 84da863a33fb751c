package fr.vigie.lockout.officers;

import fr.vigie.kit.Problems;
import fr.vigie.lockout.freezes.FreezeRefusal;
import io.quarkiverse.resteasy.problem.HttpProblem;

/// The rules in the way, as problems.
final class FreezeProblems {

  private FreezeProblems() {}

  static HttpProblem of(FreezeRefusal why) {
    return switch (why) {
      case NOT_FROZEN ->
          problem(404, why, "No such freeze", "There is no such freeze, or it has ended.");
      case OWN_FREEZE ->
          problem(
              403, why, "It is your own freeze", "Two other officers decide on it. Turn to them.");
      case SAME_OFFICER ->
          problem(
              403, why, "A second officer is needed", "You proposed it: another officer agrees.");
      case OFFICER_FROZEN ->
          problem(
              403,
              why,
              "An officer is frozen",
              "You are frozen, or the officer who proposed it is. Nothing was changed.");
      case ALREADY_PROPOSED ->
          problem(409, why, "A thaw is proposed already", "Agree to it, or decline it.");
      case NOT_PROPOSED ->
          problem(
              409,
              why,
              "No such thaw is proposed",
              "It was declined, or more was reported since. Look at the freeze again.");
      case NEVER_FROZEN ->
          problem(
              409,
              why,
              "This organisation is never frozen",
              "Nobody would be left to end it. Freeze accounts.");
      case OTHER_REQUEST ->
          problem(
              422,
              why,
              "The key was used for something else",
              "Choose a new Idempotency-Key for each thing you want done.");
    };
  }

  private static HttpProblem problem(int status, FreezeRefusal why, String title, String detail) {
    return Problems.of(status, "freeze-" + why.word(), title, detail);
  }
}
