package fr.vigie.identity.token;

import fr.vigie.identity.session.Sessions;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Finds whose a code or a refresh token is, in the statement that uses it up.
@ApplicationScoped
class Holders {

  /// The end of such a statement; how it begins says [Sessions#RESUMED].
  static final String OF_NAMED =
      Sessions.RESUMED
          + """
          select named.*, sid, open.account, authenticated_at, organisation, methods, login.login
          from named left join open on true left join login on login.account = open.account
          """;

  private final Sessions sessions;

  Holders(Sessions sessions) {
    this.sessions = sessions;
  }

  /// In its answer; none where the session is over.
  Optional<Holder> in(Row row) {
    return sessions
        .resumed(row)
        .flatMap(session ->
            Optional.ofNullable(row.getString("login")).map(login -> new Holder(session, login)));
  }
}
