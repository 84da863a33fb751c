package fr.vigie.identity.signals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.ClientDoor;
import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.signals.Signals.Untold;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where receivers fetch tokens, and say which they have (RFC 8936).
@Path("/signals/poll")
class PollResource {

  /// What a receiver asks.
  ///
  /// @param had the ids of those it has, or will never take
  private record Poll(int most, boolean atOnce, List<UUID> had) {}

  private static final Logger LOG = Logger.getLogger(PollResource.class);
  private static final int MOST = 100;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final int LOOKS = 4;

  private final ClientDoor door;
  private final Receivers receivers;
  private final Signals signals;
  private final ObjectReader json;

  PollResource(ClientDoor door, Receivers receivers, Signals signals, ObjectMapper json) {
    this.door = door;
    this.receivers = receivers;
    this.signals = signals;
    this.json = json.readerForMapOf(Object.class);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> poll(@Nullable String body, @Context HttpHeaders headers) {
    return door.openJson("signals", headers, client -> poll(body, client));
  }

  private Uni<Response> poll(@Nullable String body, Client client) {
    if (!receivers.polls(client.id())) {
      return Uni.createFrom()
          .failure(new OauthRefusal(OAuth2Error.UNAUTHORIZED_CLIENT, "not-a-receiver"));
    }
    Poll poll;
    try {
      poll = read(body, client);
    } catch (JsonProcessingException | ClassCastException | IllegalArgumentException _) {
      return Uni.createFrom().failure(new OauthRefusal(OAuth2Error.INVALID_REQUEST));
    }
    return signals
        .told(client.id(), poll.had())
        .chain(() -> poll.most() == 0 ? none() : await(client.id(), poll, LOOKS))
        .flatMap(found -> answer(found, poll.most()));
  }

  private Poll read(@Nullable String body, Client client) throws JsonProcessingException {
    @Nullable Map<String, Object> members = body == null ? null : json.readValue(body);
    if (members == null) {
      throw new IllegalArgumentException("nothing is asked");
    }
    members.values().removeIf(Objects::isNull);
    var asked = new JsonObject(members);
    var had = new ArrayList<UUID>();
    for (var id : asked.getJsonArray("ack", new JsonArray())) {
      had.add(UUID.fromString(String.valueOf(id)));
    }
    for (var id : asked.getJsonObject("setErrs", new JsonObject()).fieldNames()) {
      LOG.warnf("%s will not take a signal", client.id());
      had.add(UUID.fromString(id));
    }
    return new Poll(
        Math.clamp(asked.getInteger("maxEvents", MOST), 0, MOST),
        asked.getBoolean("returnImmediately", false),
        had);
  }

  // One more than wanted, to know whether there are more. Waits for a while where there is none.
  private Uni<List<Untold>> await(String receiver, Poll poll, int looks) {
    return signals
        .oldest(receiver, poll.most() + 1)
        .flatMap(found ->
            found.isEmpty() && !poll.atOnce() && looks > 1
                ? none()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .chain(() -> await(receiver, poll, looks - 1))
                : Uni.createFrom().item(found));
  }

  private static Uni<List<Untold>> none() {
    return Uni.createFrom().item(List.of());
  }

  private Uni<Response> answer(Collection<Untold> found, int most) {
    var sets = new JsonObject();
    return Multi.createFrom()
        .iterable(found.stream().limit(most).toList())
        .onItem()
        .transformToUniAndConcatenate(
            one -> signals.signed(one).invoke(token -> sets.put(one.id().toString(), token)))
        .collect()
        .last()
        .replaceWith(() ->
            Response.ok(
                    new JsonObject()
                        .put("sets", sets)
                        .put("moreAvailable", found.size() > most)
                        .encode(),
                    MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
  }
}
