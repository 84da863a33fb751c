package fr.vigie.records.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.records.platform.Letters;
import org.junit.jupiter.api.Test;

class EntriesTest {

  @Test
  void a_name_of_forty_letters_stands_as_it_is_and_a_longer_one_is_cut() {
    assertThat(Entries.brief("a".repeat(40))).isEqualTo("a".repeat(40));
    assertThat(Entries.brief("a".repeat(41))).isEqualTo("a".repeat(39) + "…");
    assertThat(Entries.brief("𝒜".repeat(41))).isEqualTo("𝒜".repeat(39) + "…");
  }

  // ATTACKS 28: a row is charged before it is sent.
  @Test
  void no_row_is_longer_than_what_is_charged_for_it() throws JsonProcessingException {
    var longest = Entries.brief("𝒜".repeat(80));
    var mapper = new JsonMapper();
    new Letters().customize(mapper);

    assertThat(mapper.writeValueAsBytes(new Entry("r".repeat(64), longest, longest, "A", 1969)))
        .hasSizeLessThanOrEqualTo(DisclosureEvent.BYTES_OF_A_ROW);
  }
}
