package fr.vigie.verifier.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Notes that others signed.
class NoteTest {

  /// The example in the documentation of golang.org/x/mod/sumdb/note.
  private static final String KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  /// The example of C2SP tlog-cosignature.
  private static final String COSIGNED =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
      """;

  @Test
  void a_note_that_another_implementation_signed_is_right() {
    assertThat(SignedNote.parse(NOTE).isSignedBy(NoteKey.parse(KEY))).isTrue();
  }

  @Test
  void a_note_with_another_text_is_false() {
    var other = SignedNote.parse(NOTE.replace("answer", "Answer"));

    assertThatThrownBy(() -> other.isSignedBy(NoteKey.parse(KEY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is false");
  }

  @Test
  void a_signature_of_a_key_that_is_not_known_counts_for_nothing() {
    var renamed = SignedNote.parse(NOTE.replace("— PeterNeumann", "— EnochRoot"));

    assertThat(renamed.isSignedBy(NoteKey.parse(KEY))).isFalse();
  }

  @Test
  void reads_the_checkpoint_of_the_specification() {
    var checkpoint = Checkpoint.parse(COSIGNED);

    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20_852_163);
    assertThat(checkpoint.note().signatures())
        .extracting(SignedNote.Signed::name)
        .containsExactly("example.com/behind-the-sofa", "witness.example.com/w1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "EnochRoot+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3+AhpC",
      })
  void refuses_a_key_that_is_none(String key) {
    assertThatThrownBy(() -> NoteKey.parse(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signed-note");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— name AAAA\n",
        "te\u0000xt\n\n— name AAAAAAA=\n",
        "text\n\n— name AAAAAAA=",
      })
  void refuses_a_note_that_is_none(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "origin\n",
        "origin\n1\n",
        "origin\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "origin\n1\nCsUY\n",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      })
  void refuses_a_checkpoint_that_is_none(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text + "\n— name AAAAAAA=\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
