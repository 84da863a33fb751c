package fr.vigie.audit.proofs;

import fr.vigie.audit.checkpoint.SigningKeys;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.eventstore.EventStore;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;

/// Proofs, and the keys they are checked with.
@Path("/v1/log")
@RunOnVirtualThread
class ProofResource {

  private final InclusionProofs proofs;
  private final SigningKeys keys;
  private final EntryReads reads;
  private final EventStore store;
  private final Callers callers;

  ProofResource(
      InclusionProofs proofs,
      SigningKeys keys,
      EntryReads reads,
      EventStore store,
      Callers callers) {
    this.proofs = proofs;
    this.keys = keys;
    this.reads = reads;
    this.store = store;
    this.callers = callers;
  }

  /// Turns a receipt into a proof. (C2SP tlog-proof; the extra data is the entry)
  @GET
  @Path("/proofs/{event: [A-Za-z0-9._:-]{1,200}}")
  @Produces(MediaType.TEXT_PLAIN)
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public String proof(@PathParam("event") String event) throws SQLException {
    reads.writeDown(callers.current());
    return proofs
        .ofEvent(event)
        .orElseThrow(() ->
            Problems.of(
                404,
                "not-in-the-log",
                "There is no proof of this event",
                "No event of this id is under a checkpoint. A new one is after a second: ask again;"
                    + " an old one's contents may have been removed."));
  }

  /// That the log of one size goes on from the one of another.
  ///
  /// @param hashes in base64 (RFC 6962, section 2.1.2)
  record Consistency(long from, long to, List<String> hashes) {
    Consistency {
      hashes = List.copyOf(hashes);
    }
  }

  @GET
  @Path("/consistency")
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  public Consistency consistency(@QueryParam("from") long from, @QueryParam("to") long to)
      throws SQLException {
    return proofs
        .consistency(from, to)
        .map(hashes -> new Consistency(from, to, hashes))
        .orElseThrow(() ->
            Problems.of(
                404,
                "not-signed",
                "There is no such checkpoint",
                "Give two sizes, `from` and `to`, the smaller first, no larger than that of"
                    + " /log/checkpoint."));
  }

  /// The keys of the log, the oldest first. Whoever trusts one from elsewhere need not ask.
  record KeyList(List<SigningKeys.Known> keys) {
    KeyList {
      keys = List.copyOf(keys);
    }
  }

  @GET
  @Path("/keys")
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  public KeyList keys() throws SQLException {
    return new KeyList(keys.list());
  }

  /// Makes a key that signs beside the others from now on.
  @POST
  @Path("/keys")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("security-officer")
  public Response addKey() throws SQLException {
    var added = keys.add();
    writeDown(new LogEvent.SigningKeyMade(callers.current().account(), added.key()));
    return Response.status(201).entity(added).build();
  }

  /// Ends a key, once everybody knows a newer one.
  @DELETE
  @Path("/keys/{id}")
  @RolesAllowed("security-officer")
  public Response endKey(@PathParam("id") long id) throws SQLException {
    var key = keys.list().stream().filter(known -> known.id() == id).findFirst();
    if (key.isEmpty() || !keys.end(id)) {
      throw Problems.of(
          409,
          "key-not-ended",
          "The key does not end",
          "There is no such key, it has ended already, or it is the only one that signs: make"
              + " another one first.");
    }
    writeDown(new LogEvent.SigningKeyEnded(callers.current().account(), key.get().key()));
    return Response.noContent().build();
  }

  private void writeDown(LogEvent event) {
    store.append(callers.current().attributes(), List.of(event)).toCompletableFuture().join();
  }
}
