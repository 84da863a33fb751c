package fr.vigie.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Values computed apart from this code, with `printf | sha256sum` and `xxd`.
class ChainTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void links_as_the_format_says() {
    var chain = new Chain();

    chain.add(chain.next(bytes("one")));
    var first = HexFormat.of().formatHex(chain.hash());
    chain.add(chain.next(bytes("two")));

    assertThat(first).isEqualTo("7809df0d9f606b0974c0db4d5e09c9c66caccecf81ffd4f3009ccf1d1cab8625");
    assertThat(HexFormat.of().formatHex(chain.hash()))
        .isEqualTo("6dca98333af6e5c36db0b224d89e31835b7245c037e1a05b80ce108152410058");
  }
}
