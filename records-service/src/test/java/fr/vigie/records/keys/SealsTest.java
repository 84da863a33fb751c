package fr.vigie.records.keys;

import static fr.vigie.records.jobseeker.TestFiles.AWA;
import static fr.vigie.records.jobseeker.TestFiles.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.jobseeker.Note;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.jobseeker.TestFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealsTest {

  private final KeyWrap wrap = wrap((byte) 1);

  @Test
  void what_is_sealed_opens_again() {
    var key = key(AWA);

    var sealed = Seals.seal(TestFiles.awa(), keys(AWA, key));

    assertThat(
            Seals.open(
                key, FieldClass.IDENTITY, bytes(sealed, "identity"), JobSeeker.Identity.class))
        .isEqualTo(TestFiles.awa().identity());
    assertThat(sealed)
        .containsOnlyKeys("identity", "contact", "situation", "path", "disability", "nir");
  }

  @Test
  void nothing_of_the_file_can_be_read_in_what_is_sealed() {
    var sealed = Seals.seal(TestFiles.awa(), keys(AWA, key(AWA)));

    sealed
        .keySet()
        .forEach(part ->
            assertThat(new String(bytes(sealed, part), StandardCharsets.ISO_8859_1))
                .doesNotContain("Lef", "Awa", "Lilas", "269054958815780", "birthName"));
  }

  @Test
  void one_persons_ciphertext_does_not_open_for_another() {
    var sealed = Seals.seal(TestFiles.awa(), keys(AWA, key(AWA)));

    assertThatThrownBy(() -> key(BRUNO).open("identity", bytes(sealed, "identity")))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void one_entry_does_not_open_as_another() {
    var key = key(AWA);
    var one = new UUID(1, 1);
    var note = new Note("note", LocalDate.parse("2026-01-05"), "à rappeler");
    var sealed =
        Base64.getDecoder()
            .decode(Seals.seal(FieldClass.HISTORY, one, note, Map.of(Retention.FILE, key)));

    assertThat(Seals.open(key, FieldClass.HISTORY, one, sealed, Note.class)).isEqualTo(note);
    assertThatThrownBy(
            () -> Seals.open(key, FieldClass.HISTORY, new UUID(1, 2), sealed, Note.class))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void one_class_does_not_open_as_another() {
    var key = key(AWA);
    var sealed = Seals.seal(TestFiles.awa(), keys(AWA, key));

    assertThatThrownBy(() -> key.open("contact", bytes(sealed, "identity")))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void disability_has_a_key_of_its_own() {
    var sealed = Seals.seal(TestFiles.awa(), keys(AWA, key(AWA)));

    assertThatThrownBy(() -> key(AWA).open("disability", bytes(sealed, "disability")))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void a_wrapped_key_moved_to_another_person_does_not_unwrap() {
    var wrapped = wrap.fresh(AWA, Retention.FILE);

    assertThatThrownBy(() -> wrap.unwrap(BRUNO, Retention.FILE, wrapped))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> wrap.unwrap(AWA, Retention.DISABILITY, wrapped))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void another_key_encryption_key_unwraps_nothing() {
    var wrapped = wrap.fresh(AWA, Retention.FILE);

    assertThatThrownBy(() -> wrap((byte) 2).unwrap(AWA, Retention.FILE, wrapped))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void a_key_encryption_key_that_is_not_32_bytes_stops_the_start() {
    assertThatThrownBy(() -> new KeyWrap(KeySettings.of("c2hvcnQ=")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.records.key-encryption-key")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThatThrownBy(() -> new KeyWrap(KeySettings.of("?")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothing_of_a_file_prints() {
    assertThat(TestFiles.awa() + " " + TestFiles.awa().identity() + TestFiles.awa().contact())
        .doesNotContain("Lef", "Awa", "Lilas", "1969");
  }

  @Test
  void a_key_under_the_accepted_key_opens_and_is_wrapped_again_by_the_current_one() {
    var old = wrap((byte) 1);
    var both = new KeyWrap(new KeySettings(KeySettings.key(2), KeySettings.key(1)));
    var wrapped = old.fresh(AWA, Retention.FILE);
    var sealed = old.unwrap(AWA, Retention.FILE, wrapped).seal("contact", new byte[] {7});

    var again = both.rewrap(AWA, Retention.FILE, wrapped).orElseThrow();

    assertThat(both.unwrap(AWA, Retention.FILE, wrapped).open("contact", sealed))
        .containsExactly(7);
    assertThat(wrap((byte) 2).unwrap(AWA, Retention.FILE, again).open("contact", sealed))
        .containsExactly(7);
    assertThat(both.rewrap(AWA, Retention.FILE, again)).isEmpty();
    assertThatThrownBy(() -> old.unwrap(AWA, Retention.FILE, again))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void a_key_comes_from_a_file_that_nobody_else_reads(@TempDir java.nio.file.Path folder)
      throws java.io.IOException {
    var file = folder.resolve("kek");
    java.nio.file.Files.writeString(file, KeySettings.key(1) + "\n");
    java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> new KeyWrap(KeySettings.ofFile(file)))
        .hasMessageContaining("key-encryption-key-file");

    java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    var wrapped = wrap.fresh(AWA, Retention.FILE);
    assertThat(new KeyWrap(KeySettings.ofFile(file)).unwrap(AWA, Retention.FILE, wrapped))
        .isNotNull();
  }

  private static KeyWrap wrap(byte seed) {
    var raw = new byte[32];
    raw[0] = seed;
    return new KeyWrap(KeySettings.of(Base64.getEncoder().encodeToString(raw)));
  }

  private DataKey key(UUID person) {
    return wrap.unwrap(person, Retention.FILE, wrap.fresh(person, Retention.FILE));
  }

  private Map<Retention, DataKey> keys(UUID person, DataKey file) {
    return Map.of(
        Retention.FILE,
        file,
        Retention.DISABILITY,
        wrap.unwrap(person, Retention.DISABILITY, wrap.fresh(person, Retention.DISABILITY)));
  }

  private static byte[] bytes(Map<String, String> sealed, String part) {
    return Base64.getDecoder().decode(sealed.get(part));
  }
}
