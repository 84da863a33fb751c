package fr.vigie.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworksTest {

  @Test
  void keeps_three_bytes_of_an_ipv4_address() {
    assertThat(Networks.prefix("192.0.2.77")).isEqualTo("192.0.2.0/24");
  }

  @Test
  void keeps_seven_bytes_of_an_ipv6_address() {
    assertThat(Networks.prefix("2001:db8:1:2345:6:7:8:9")).isEqualTo("2001:db8:1:2300:0:0:0:0/56");
  }

  @Test
  void never_looks_a_name_up() {
    assertThat(Networks.prefix("localhost")).isEqualTo("unknown");
    assertThat(Networks.prefix("")).isEqualTo("unknown");
    assertThat(Networks.prefix(null)).isEqualTo("unknown");
    assertThat(Networks.prefix("192.0.2.77\n")).isEqualTo("unknown");
  }
}
