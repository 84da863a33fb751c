package fr.vigie.audit.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// By what events are asked for: each with the words that may be given, and its condition.
enum Filter {
  /// The account that acted.
  ADVISOR("advisor", Form.REFERENCE, "e.actor = ?"),
  /// Whom it is about, alone or among others.
  PERSON("person", Form.REFERENCE, "p.person = ?"),
  /// `FT`, or a Cap emploi.
  ORGANISATION("organisation", Form.REFERENCE, "e.organisation = ?"),
  /// The agency of that organisation.
  AGENCY("agency", Form.REFERENCE, "e.agency = ?"),
  /// The sign-in session.
  SESSION("session", Form.REFERENCE, "e.session = ?"),
  /// The pseudonym of a device.
  DEVICE("device", Form.REFERENCE, "e.device = ?"),
  /// A network prefix, as events name it: `10.1.2.0/24`.
  NETWORK("network", Form.REFERENCE, "e.network = ?"),
  /// What was done.
  OPERATION("operation", Form.WORD, "e.operation = ?"),
  /// How it ended.
  OUTCOME("outcome", Form.OUTCOME, "e.outcome = ?"),
  /// What for, in the actor's words.
  PURPOSE("purpose", Form.WORD, "e.purpose = ?"),
  /// The relation that allowed it.
  BASIS("basis", Form.WORD, "e.basis = ?"),
  /// A field class among those disclosed.
  FIELD_CLASS("fieldClass", Form.WORD, "e.field_classes @> array[?::text]");

  private final String word;
  private final Form form;
  private final String condition;

  Filter(String word, Form form, String condition) {
    this.word = word;
    this.form = form;
    this.condition = condition;
  }

  private enum Form {
    // What is asked about is an event: a number of the register of persons (NIR) or an address that
    // somebody typed here would stand in the log.
    REFERENCE(
        "(?![1-478]\\d{4}[\\dAB]{2}\\d{6}(\\d{2})?$)[\\p{Graph}&&[^@]]{1,200}",
        "is not a reference of 1 to 200 characters, or is a person's number or address"),
    WORD("[a-z][a-z0-9-]{0,40}", "is not a word of small letters"),
    OUTCOME("allowed|refused|failed|done", "is none of [allowed, done, failed, refused]");

    private final Pattern pattern;
    private final String fault;

    Form(String pattern, String fault) {
      this.pattern = Pattern.compile(pattern);
      this.fault = fault;
    }

    private String read(String name, String text) {
      if (!pattern.matcher(text).matches()) {
        throw new BadParameterException(name, fault);
      }
      return text;
    }
  }

  /// As it stands in a request.
  String word() {
    return word;
  }

  /// Its SQL, with one `?`.
  String condition() {
    return condition;
  }

  /// What is given for it.
  ///
  /// @throws BadParameterException where it cannot be that
  String read(String text) {
    return form.read(word, text);
  }

  /// A reference under any name.
  static String reference(String name, String text) {
    return Form.REFERENCE.read(name, text);
  }

  /// The filter of this name.
  static Optional<Filter> named(String word) {
    return Arrays.stream(values()).filter(filter -> filter.word.equals(word)).findAny();
  }

  /// Every name there is, and the ends of the time.
  static Set<String> words() {
    var all = new TreeSet<>(List.of("from", "to"));
    Arrays.stream(values()).map(Filter::word).forEach(all::add);
    return all;
  }
}
