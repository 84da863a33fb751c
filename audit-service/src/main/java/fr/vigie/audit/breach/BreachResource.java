package fr.vigie.audit.breach;

import fr.vigie.audit.breach.Breach.Answer;
import fr.vigie.audit.query.BadParameterException;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Files on suspected breaches. Officers open and lead them; auditors read.
@Path("/v1/breaches")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"privacy-officer", "security-officer"})
@RunOnVirtualThread
class BreachResource {

  private static final String NDJSON = "application/x-ndjson";
  private static final String FILE = "/{breach: [A-Za-z0-9-]{1,64}}";

  private final Breaches breaches;
  private final BreachContents contents;
  private final Callers callers;

  BreachResource(Breaches breaches, BreachContents contents, Callers callers) {
    this.breaches = breaches;
    this.contents = contents;
    this.callers = callers;
  }

  /// A file, and where it stands.
  ///
  /// @param notified when the authority was told
  /// @param listRequestedBy who asked for the list of persons; null where nobody does
  /// @param listApprovedBy who agreed
  record Standing(
      BreachOpened opened,
      List<Instant> notified,
      @Nullable String listRequestedBy,
      List<String> listApprovedBy,
      boolean closed) {
    Standing {
      notified = List.copyOf(notified);
      listApprovedBy = List.copyOf(listApprovedBy);
    }

    private static Standing of(Breach breach) {
      var request = breach.request();
      return new Standing(
          Objects.requireNonNull(breach.opened(), "only open files are shown"),
          breach.notified(),
          request == null ? null : request.by(),
          request == null ? List.of() : request.approvedBy().stream().sorted().toList(),
          breach.closed());
    }
  }

  /// A file with its numbers.
  record Shown(Standing standing, BreachFacts facts) {}

  /// The files there are.
  record Opened(List<BreachOpened> breaches) {
    Opened {
      breaches = List.copyOf(breaches);
    }
  }

  @POST
  public Response open(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable Opening opening) {
    if (opening == null) {
      throw new BadParameterException("from", "says since when; it is wanted");
    }
    var caller = callers.current();
    var id = key == null ? UUID.randomUUID() : known(caller.account(), key);
    var standing = done(id.toString(), opening.command(caller.account(), breaches.now()), caller);
    return Response.created(URI.create("/v1/breaches/" + id)).entity(standing).build();
  }

  // The same key of the same account names the same file, so that asking again opens no second.
  private static UUID known(String account, String key) {
    return UUID.nameUUIDFromBytes((account + "\n" + key).getBytes(StandardCharsets.UTF_8));
  }

  @GET
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Opened list() {
    return new Opened(breaches.list());
  }

  @GET
  @Path(FILE)
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Shown show(@PathParam("breach") String breach) throws SQLException {
    var opened = opened(breach);
    var facts = contents.facts(opened);
    return new Shown(read(breach, "summary", facts.end()), facts);
  }

  /// Persons and accesses, line by line.
  @GET
  @Path(FILE + "/file")
  @Produces(NDJSON)
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Response file(
      @PathParam("breach") String breach,
      @QueryParam("proofs") @DefaultValue("true") boolean proofs)
      throws SQLException {
    contents.refuseWhereFull();
    var opened = read(breach, "file", contents.end()).opened();
    return stream("breach.ndjson", out -> contents.write(opened, proofs, out));
  }

  /// The notification of Article 33, for programs.
  @GET
  @Path(FILE + "/form")
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Article33 form(@PathParam("breach") String breach) throws SQLException {
    var facts = contents.facts(opened(breach));
    var standing = read(breach, "form", facts.end());
    return Article33.of(standing.opened(), standing.notified(), facts, breaches.now());
  }

  /// The same as a document.
  @GET
  @Path(FILE + "/form")
  @Produces("application/pdf;qs=0.5")
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Response letter(@PathParam("breach") String breach) throws SQLException, IOException {
    return Response.ok(Article33Letter.of(form(breach), breaches.now()), "application/pdf")
        .header("Content-Disposition", "attachment; filename=\"article-33.pdf\"")
        .build();
  }

  /// The authority was told.
  @POST
  @Path(FILE + "/notifications")
  public Standing notifyAuthority(@PathParam("breach") String breach) {
    var caller = callers.current();
    return done(breach, new BreachCommand.Notify(caller.account()), caller);
  }

  /// The privacy officer wants the list of persons who must be told.
  @POST
  @Path(FILE + "/affected/requests")
  @RolesAllowed("privacy-officer")
  public Standing requestList(@PathParam("breach") String breach) {
    var caller = callers.current();
    return done(breach, new BreachCommand.RequestList(caller.account()), caller);
  }

  /// Another officer agrees.
  @POST
  @Path(FILE + "/affected/approvals")
  public Standing approveList(@PathParam("breach") String breach) {
    var caller = callers.current();
    StepUp.require(caller, breaches.now());
    return done(breach, new BreachCommand.ApproveList(caller.account()), caller);
  }

  /// The list, once: a person a line, by reference. How to reach them is in records-service.
  @POST
  @Path(FILE + "/affected/exports")
  @Produces(NDJSON)
  @RolesAllowed("privacy-officer")
  public Response exportList(@PathParam("breach") String breach) {
    var caller = callers.current();
    StepUp.require(caller, breaches.now());
    contents.refuseWhereFull();
    var opened = done(breach, new BreachCommand.ExportList(caller.account()), caller).opened();
    return stream("affected.ndjson", out -> contents.writePersons(opened, out));
  }

  @POST
  @Path(FILE + "/closure")
  public Standing close(@PathParam("breach") String breach) {
    var caller = callers.current();
    return done(breach, new BreachCommand.Close(caller.account()), caller);
  }

  private BreachOpened opened(String breach) {
    var opened = breaches.find(breach).opened();
    if (opened == null) {
      throw refused(BreachRefusal.UNKNOWN);
    }
    return opened;
  }

  private Standing read(String breach, String what, long end) {
    var caller = callers.current();
    return done(breach, new BreachCommand.Read(caller.account(), what, end), caller);
  }

  private Standing done(String breach, BreachCommand command, Caller caller) {
    return switch (breaches.handle(breach, command, caller)) {
      case Answer.Done(var after) -> Standing.of(after);
      case Answer.Refused(var reason) -> throw refused(reason);
    };
  }

  private static RuntimeException refused(BreachRefusal reason) {
    return Problems.of(reason.status(), reason.word(), "Not done", reason.advice());
  }

  private interface Written {
    void to(OutputStream out) throws IOException, SQLException;
  }

  private static Response stream(String name, Written written) {
    StreamingOutput body =
        out -> {
          try {
            written.to(out);
          } catch (SQLException e) {
            throw new IOException("the log cannot be read now", e);
          }
        };
    return Response.ok(body, NDJSON)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }
}
