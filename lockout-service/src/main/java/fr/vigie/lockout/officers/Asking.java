package fr.vigie.lockout.officers;

import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.lockout.freezes.Actor;
import fr.vigie.lockout.freezes.Freezes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who asks, and by which key the same question is known again.
@ApplicationScoped
class Asking {

  private static final String KEY = "[A-Za-z0-9_-]{8,64}";

  private final Callers callers;
  private final Freezes freezes;

  Asking(Callers callers, Freezes freezes) {
    this.callers = callers;
    this.freezes = freezes;
  }

  /// One who asks.
  record Person(Actor actor, Map<String, String> attributes) {
    Person {
      attributes = Map.copyOf(attributes);
    }
  }

  Person person() {
    Caller caller = callers.current();
    return new Person(
        new Actor(caller.account(), caller.session(), caller.organisation()), caller.attributes());
  }

  /// Notes that the person looks at something, before it is shown.
  Uni<Void> noted(String asked, String target) {
    var person = person();
    return freezes.note(asked, target, person.actor(), person.attributes());
  }

  /// What the person asks is known by. Keys of different people are different.
  static String request(Person person, @Nullable String key) {
    if (key == null || !key.matches(KEY)) {
      throw Problems.of(
          400,
          "idempotency-key-needed",
          "The request has no key",
          "Send the header Idempotency-Key, new for each thing you want done: " + KEY + ".");
    }
    return person.actor().account() + "/" + key;
  }
}
