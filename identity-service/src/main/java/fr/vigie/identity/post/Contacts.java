package fr.vigie.identity.post;

import fr.vigie.identity.platform.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// The door to addresses. Each is sealed for one account and one use: moved to another row, or
/// written into the table by hand, it does not open, and no link goes there.
@ApplicationScoped
public class Contacts {

  /// Where somebody is written to.
  ///
  /// @param mail for links
  /// @param notices for what is to be known wherever the mail is
  public record Contact(String mail, String notices) {

    @Override
    public String toString() {
      return "Contact[******]";
    }
  }

  private final Pool database;
  private final Vault vault;

  Contacts(Pool database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /// Keeps the addresses of an account; those of one that has some stay.
  public Uni<Void> keep(UUID account, Contact contact) {
    return database
        .preparedQuery(
            """
            insert into contact (account, mail, notices) values ($1, $2, $3) on conflict do nothing
            """)
        .execute(
            Tuple.of(
                account,
                vault.seal("mail:" + account, contact.mail()),
                vault.seal("notices:" + account, contact.notices())))
        .replaceWithVoid();
  }

  /// Where the account's holder is written to, if anywhere.
  public Uni<Optional<Contact>> of(UUID account) {
    return database
        .preparedQuery("select mail, notices from contact where account = $1")
        .execute(Tuple.of(account))
        .map(rows -> {
          if (rows.size() == 0) {
            return Optional.empty();
          }
          var row = rows.iterator().next();
          return Optional.of(
              new Contact(
                  vault.open("mail:" + account, row.getString("mail")),
                  vault.open("notices:" + account, row.getString("notices"))));
        });
  }
}
