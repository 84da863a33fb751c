package fr.vigie.lockout.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCookiesTest {

  private static final String ALICE = "alice-0000000000000000";
  private static final String BRUNO = "bruno-0000000000000000";
  private static final DeviceCookies COOKIES = new DeviceCookies(List.of(key(1)));
  private static final Device LAPTOP = new Device(DeviceCookies.newId(), 0);

  @Test
  void a_cookie_makes_a_device_known_to_the_account_it_was_made_for() {
    var cookie = COOKIES.write(ALICE, LAPTOP, Optional.empty());

    assertThat(COOKIES.read(ALICE, Optional.of(cookie))).contains(LAPTOP);
    assertThat(COOKIES.read(BRUNO, Optional.of(cookie))).isEmpty();
  }

  @Test
  void it_tells_nobody_whose_it_is() {
    assertThat(COOKIES.write(ALICE, LAPTOP, Optional.empty())).doesNotContain("alice");
  }

  @Test
  void a_desk_that_several_people_use_knows_each_of_them() {
    var alices = COOKIES.write(ALICE, LAPTOP, Optional.empty());
    var brunos = new Device(DeviceCookies.newId(), 2);

    var both = COOKIES.write(BRUNO, brunos, Optional.of(alices));

    assertThat(COOKIES.read(ALICE, Optional.of(both))).contains(LAPTOP);
    assertThat(COOKIES.read(BRUNO, Optional.of(both))).contains(brunos);
  }

  @Test
  void of_many_the_last_four_are_kept_and_of_each_the_last() {
    Optional<String> cookie = Optional.empty();
    for (var person = 0; person < 10; person++) {
      cookie = Optional.of(COOKIES.write("person-00000000000" + person, LAPTOP, cookie));
      cookie = Optional.of(COOKIES.write("person-00000000000" + person, LAPTOP, cookie));
    }

    assertThat(cookie.orElseThrow().split("~", -1)).hasSize(4);
    assertThat(COOKIES.read("person-000000000006", cookie)).contains(LAPTOP);
    assertThat(COOKIES.read("person-000000000005", cookie)).isEmpty();
  }

  @Test
  void no_character_of_it_can_be_changed() {
    var cookie = COOKIES.write(ALICE, LAPTOP, Optional.empty());

    for (var i = 0; i < cookie.length(); i++) {
      var other = cookie.charAt(i) == 'A' ? 'B' : 'A';
      var changed = cookie.substring(0, i) + other + cookie.substring(i + 1);
      var read = COOKIES.read(ALICE, Optional.of(changed));

      // The last character of base64 has bits that stand for nothing.
      assertThat(read.isEmpty() || read.equals(Optional.of(LAPTOP))).isTrue();
      assertThat(i < cookie.length() - 1 && read.isPresent()).isFalse();
    }
  }

  @Test
  void a_new_key_believes_what_the_last_one_signed_and_no_more() {
    var old = COOKIES.write(ALICE, LAPTOP, Optional.empty());

    assertThat(new DeviceCookies(List.of(key(2), key(1))).read(ALICE, Optional.of(old)))
        .contains(LAPTOP);
    assertThat(new DeviceCookies(List.of(key(3), key(2))).read(ALICE, Optional.of(old))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "~~~~", "..", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAA.0.", "é", "{}"})
  void what_is_no_cookie_of_ours_is_nobodys_and_no_error(String anything) {
    assertThat(COOKIES.read(ALICE, Optional.of(anything))).isEmpty();
    assertThat(COOKIES.read(ALICE, Optional.of("x".repeat(100_000)))).isEmpty();
    assertThat(
            COOKIES.read(ALICE, Optional.of(COOKIES.write(ALICE, LAPTOP, Optional.of(anything)))))
        .contains(LAPTOP);
  }

  private static byte[] key(int number) {
    var key = new byte[32];
    Arrays.fill(key, (byte) number);
    return key;
  }
}
