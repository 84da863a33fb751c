package fr.vigie.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.testkit.MutableClock;
import fr.vigie.verifier.notes.NoteKey;
import fr.vigie.verifier.notes.SignedNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A witness signs one history. (C2SP tlog-witness, ATTACKS 45)
class WitnessTest {

  private static final String NAME = "witness.test";

  private final MutableClock clock = MutableClock.at("2026-01-05T09:00:00Z");
  private final TinyLog log = new TinyLog("log.test/log");
  private @TempDir Path folder;
  private Witness witness;

  @BeforeEach
  void start() throws IOException {
    witness = restart();
    log.add(300);
  }

  private Witness restart() throws IOException {
    var key = WitnessKey.in(folder.resolve("witness.key"), NAME);
    return new Witness(
        key, List.of(NoteKey.parse(log.key())), new Memory(folder.resolve("seen")), clock);
  }

  private NoteKey key() throws IOException {
    return WitnessKey.in(folder.resolve("witness.key"), NAME).key();
  }

  @Test
  void what_goes_on_from_what_it_saw_is_signed_with_the_time() throws IOException {
    var first = (Answer.Cosigned) witness.add(log.request(0, 200));
    assertThat(SignedNote.parse(log.checkpoint(200) + first.line()).isSignedBy(key())).isTrue();

    assertThat(witness.add(log.request(200, 300))).isInstanceOf(Answer.Cosigned.class);
    assertThat(witness.add(log.request(300, 300))).isInstanceOf(Answer.Cosigned.class);
  }

  @Test
  void it_remembers_over_a_restart_and_says_what_it_saw() throws IOException {
    witness.add(log.request(0, 200));

    assertThat(restart().add(log.request(0, 300))).isEqualTo(new Answer.SeenOther(200));
    assertThat(restart().add(log.request(100, 300))).isEqualTo(new Answer.SeenOther(200));
    assertThat(restart().add(log.request(200, 300))).isInstanceOf(Answer.Cosigned.class);
    assertThat(restart().add(log.request(200, 200))).isEqualTo(new Answer.SeenOther(300));
  }

  @Test
  void another_history_is_not_signed_and_is_kept_as_evidence() throws IOException {
    witness.add(log.request(0, 200));
    var fork = log.forkAt(150);
    fork.add(150);

    assertThat(witness.add(fork.request(200, 200))).isEqualTo(new Answer.SeenOther(200));
    assertThat(witness.add(fork.request(200, 300)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.status()).isEqualTo(422));
    try (var kept = Files.list(folder.resolve("seen"))) {
      assertThat(kept.filter(file -> file.toString().endsWith(".refused")))
          .singleElement()
          .satisfies(file ->
              assertThat(SignedNote.parse(Files.readString(file)))
                  .satisfies(
                      note -> assertThat(note.isSignedBy(NoteKey.parse(log.key()))).isTrue()));
    }
    assertThat(witness.add(log.request(200, 300))).isInstanceOf(Answer.Cosigned.class);
  }

  @Test
  void strangers_and_forgers_are_refused() throws IOException {
    var stranger = new TinyLog("stranger.test/log");
    stranger.add(3);
    var forger = new TinyLog("log.test/log");
    forger.add(3);

    assertThat(witness.add(stranger.request(0, 3))).hasFieldOrPropertyWithValue("status", 404);
    assertThat(witness.add(forger.request(0, 3))).hasFieldOrPropertyWithValue("status", 403);
    assertThat(witness.add(log.request(300, 200))).hasFieldOrPropertyWithValue("status", 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "old 0", "old -1\n\nx", "old 01\n\nx\n", "old 0\nAAAA\n\nx\n"})
  void what_is_no_request_is_said_to_be_none(String body) throws IOException {
    assertThat(witness.add(body)).hasFieldOrPropertyWithValue("status", 400);
  }

  @Test
  void a_memory_that_was_damaged_is_not_begun_anew() throws IOException {
    witness.add(log.request(0, 200));
    try (var kept = Files.list(folder.resolve("seen"))) {
      Files.writeString(kept.findFirst().orElseThrow(), "nothing");
    }

    assertThatThrownBy(() -> restart().add(log.request(0, 300)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was damaged");
  }

  @Test
  void it_answers_over_http_as_the_protocol_says() throws Exception {
    var words =
        new WitnessServer.Words(
            NAME,
            folder.resolve("served"),
            List.of(NoteKey.parse(log.key())),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try (var server = WitnessServer.start(words, clock, _ -> {});
        var http = HttpClient.newHttpClient()) {
      var address = URI.create("http://127.0.0.1:" + server.port() + "/add-checkpoint");

      var signed = post(http, address, log.request(0, 200));
      var other = post(http, address, log.request(0, 300));

      assertThat(signed.statusCode()).isEqualTo(200);
      assertThat(
              SignedNote.parse(log.checkpoint(200) + signed.body())
                  .isSignedBy(NoteKey.parse(server.key())))
          .isTrue();
      assertThat(other.statusCode()).isEqualTo(409);
      assertThat(other.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
      assertThat(other.body()).isEqualTo("200\n");
      assertThat(post(http, address, "nothing").statusCode()).isEqualTo(400);
    }
  }

  private static HttpResponse<String> post(HttpClient http, URI address, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
