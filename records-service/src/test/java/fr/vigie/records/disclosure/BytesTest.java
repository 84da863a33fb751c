package fr.vigie.records.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.jobseeker.Appointment;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.FileHistory;
import fr.vigie.records.jobseeker.Histories;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.jobseeker.Note;
import fr.vigie.records.jobseeker.WholeFile.Meeting;
import fr.vigie.records.platform.Letters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// ATTACKS 28, R30: what is charged before an answer is never less than the answer, whatever the
/// script a file is written in.
class BytesTest {

  private static final JsonMapper JSON = json();

  // A letter of four bytes.
  private static final String LETTER = "𝒜";
  private static final String NAME = longest(LETTER, Rule.NAME);
  private static final String WORDS = longest(LETTER, Rule.WORDS);
  private static final String TEXT = longest(LETTER, Rule.TEXT);
  private static final LocalDate DAY = LocalDate.parse("2026-11-26");

  static Stream<Arguments> classes() {
    return Stream.of(
        Arguments.of(
            FieldClass.IDENTITY, new JobSeeker.Identity(NAME, NAME, NAME, "F", DAY, WORDS)),
        Arguments.of(
            FieldClass.CONTACT,
            new JobSeeker.Contact(WORDS, "75011", WORDS, "+33612345678", email(), "2A004")),
        Arguments.of(
            FieldClass.SITUATION, new JobSeeker.Situation("A", DAY, WORDS, DAY, "minimum-income")),
        Arguments.of(
            FieldClass.PATH,
            new JobSeeker.Path(
                WORDS,
                "FT-0001",
                "K1304",
                WORDS,
                "123456",
                "renforcé",
                List.of(
                    "minimum-income",
                    "health",
                    "housing",
                    "mobility",
                    "family",
                    "money",
                    "digital"))),
        Arguments.of(FieldClass.CONTRACT, new JobSeeker.Contract(DAY, 15, WORDS, WORDS)),
        Arguments.of(
            FieldClass.DISABILITY,
            new JobSeeker.Disability(true, DAY, WORDS, WORDS, WORDS, "invalidity-pension", WORDS)),
        Arguments.of(FieldClass.DETENTION, new JobSeeker.Detention(DAY)),
        Arguments.of(FieldClass.NIR, new JobSeeker.Identifiers("269052A04900170", "98765400001")),
        Arguments.of(FieldClass.APPOINTMENTS, many(meeting(), Histories.MOST_ENTRIES)),
        Arguments.of(
            FieldClass.HISTORY,
            Stream.concat(
                    many(new Note("action", DAY, TEXT), Histories.MOST_BYTES / bytes(TEXT))
                        .stream(),
                    many(change(), Histories.MOST_CHANGES).stream())
                .toList()));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void the_longest_there_may_be_is_no_longer_than_what_is_charged(
      FieldClass fieldClass, Object longest) throws JsonProcessingException {
    assertThat(JSON.writeValueAsBytes(longest)).hasSizeLessThanOrEqualTo(fieldClass.mostBytes());
  }

  @Test
  void every_class_is_among_them() {
    assertThat(classes().map(each -> each.get()[0]))
        .containsExactlyInAnyOrder(Arrays.stream(FieldClass.values()).toArray());
  }

  // At least one note always has room.
  @Test
  void the_longest_note_is_told() {
    assertThat(bytes(TEXT)).isLessThan(Histories.MOST_BYTES);
  }

  private static JsonMapper json() {
    var mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    new Letters().customize(mapper);
    return mapper;
  }

  private static Meeting meeting() {
    return new Meeting(
        new UUID(1, 1),
        new Appointment(LocalDateTime.parse("2026-11-26T09:30:01"), "FT-0001", WORDS, "TELEPHONE"),
        "cancelled");
  }

  private static FileHistory.Change change() {
    return new FileHistory.Change(
        Instant.parse("2026-11-26T09:30:01.123456789Z"),
        "records.registration-renewed",
        List.of("identity", "contact", "situation", "path", "contract", "appointments", "history"),
        "reception-shift");
  }

  private static <T> List<T> many(T one, int times) {
    return Stream.generate(() -> one).limit(times).toList();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String email() {
    return "a".repeat(64) + "@" + "a".repeat(63) + ("." + "a".repeat(63)).repeat(4);
  }

  // As many letters as the rule takes.
  private static String longest(String letter, Rule rule) {
    var most = 1;
    while (rule.holds(letter.repeat(most + 1))) {
      most++;
    }
    return letter.repeat(most);
  }
}
