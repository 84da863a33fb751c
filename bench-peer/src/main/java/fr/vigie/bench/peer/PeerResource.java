package fr.vigie.bench.peer;

import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.terms.BlindIndexes;
import fr.vigie.records.terms.NumberTerm;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A record without the decision and without the event; and with a row of a plain table instead.
@Path("/peer/{ref}")
@RolesAllowed("advisor")
class PeerResource {

  record Answer(UUID ref, List<String> fieldClasses, Files.Shown file) {}

  record Found(List<UUID> refs, List<String> names) {}

  private static final List<FieldClass> CLASSES =
      List.of(FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.SITUATION, FieldClass.PATH);
  private static final List<String> WORDS = CLASSES.stream().map(FieldClass::word).toList();

  private static final String INSERT =
      """
      insert into peer_audit (id, at, actor, organisation, agency, session, network, correlation,
        operation, person, field_classes, purpose, basis, outcome)
      values ($1, $2, $3, $4, $5, $6, $7, $8, 'read', $9, $10, $11, 'portfolio', 'allowed')
      """;

  private final Files files;
  private final BlindIndexes indexes;
  private final Pool pool;
  private final Callers callers;

  PeerResource(Files files, BlindIndexes indexes, Pool pool, Callers callers) {
    this.files = files;
    this.indexes = indexes;
    this.pool = pool;
    this.callers = callers;
  }

  @GET
  @Path("/unrecorded")
  public Uni<Answer> unrecorded(@PathParam("ref") UUID ref) {
    var _ = callers.current();
    return read(ref);
  }

  @GET
  @Path("/inserted")
  public Uni<Answer> inserted(
      @PathParam("ref") UUID ref, @HeaderParam("Vigie-Purpose") String purpose) {
    return pool.preparedQuery(INSERT)
        .execute(row(callers.current(), ref, purpose))
        .flatMap(_ -> read(ref));
  }

  /// Looks somebody up by the 11 digits.
  @GET
  @Path("/found")
  public Uni<Found> found(@PathParam("ref") String number) {
    var _ = callers.current();
    return indexes
        .find(NumberTerm.number(number))
        .flatMap(files::cards)
        .map(cards ->
            new Found(
                cards.stream().map(Files.Card::person).toList(),
                cards.stream().map(card -> card.identity().usualName()).toList()));
  }

  private Uni<Answer> read(UUID ref) {
    return files.shown(ref, Set.copyOf(CLASSES)).map(file -> new Answer(ref, WORDS, file));
  }

  private static Tuple row(Caller caller, UUID ref, String purpose) {
    return Tuple.from(
        List.of(
            UUID.randomUUID(),
            OffsetDateTime.now(ZoneOffset.UTC),
            caller.account(),
            caller.organisation(),
            caller.agency(),
            caller.session(),
            caller.network(),
            caller.correlation(),
            ref,
            WORDS.toArray(String[]::new),
            purpose));
  }
}
