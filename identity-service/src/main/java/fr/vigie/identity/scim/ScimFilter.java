package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.AndFilter;
import com.unboundid.scim2.common.filters.EqualFilter;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.platform.References;
import fr.vigie.identity.scim.ScimTable.Wanted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the directory looks for (RFC 7644, 3.4.2.2).
final class ScimFilter {

  private final Filter filter;

  private ScimFilter(Filter filter) {
    this.filter = filter;
  }

  /// @throws ScimError where it cannot be read
  static Optional<ScimFilter> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ScimFilter(Filter.fromString(text)));
    } catch (ScimException _) {
      throw new ScimError(400, "invalidFilter", "The filter cannot be read (RFC 7644, 3.4.2.2).");
    }
  }

  boolean holds(ObjectNode resource) {
    try {
      return FilterEvaluator.evaluate(filter, resource);
    } catch (ScimException _) {
      throw new ScimError(400, "invalidFilter", "The filter does not fit what there is here.");
    }
  }

  /// The one user it can be about. Whoever looks for users by anything else would have each of
  /// sixty thousand looked at.
  ///
  /// @throws ScimError where it does not name one
  Wanted wanted() {
    return demands()
        .flatMap(ScimFilter::wanted)
        .findFirst()
        .orElseThrow(() ->
            new ScimError(
                400,
                "invalidFilter",
                "userName, externalId or id, eq a text: on its own, or with more by \"and\"."));
  }

  // What has to hold in any case.
  private Stream<Filter> demands() {
    return filter instanceof AndFilter and
        ? and.getCombinedFilters().stream()
        : List.of(filter).stream();
  }

  private static Stream<Wanted> wanted(Filter demand) {
    if (!(demand instanceof EqualFilter equal)
        || equal.getAttributePath() == null
        || equal.getComparisonValue() == null
        || !equal.getComparisonValue().isTextual()) {
      return Stream.empty();
    }
    var value = equal.getComparisonValue().asText();
    return switch (equal.getAttributePath().toString().toLowerCase(Locale.ROOT)) {
      case "username" ->
          Stream.of(new Wanted.ByLogin(Login.fits(value) ? new Login(value).value() : ""));
      case "externalid" ->
          Stream.of(new Wanted.ByExternalId(Profile.mayBeNamed(value) ? value : ""));
      case "id" -> Stream.of(new Wanted.ById(References.of(value).orElse(new UUID(0, 0))));
      default -> Stream.empty();
    };
  }
}
