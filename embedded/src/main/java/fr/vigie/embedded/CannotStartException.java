package fr.vigie.embedded;

import java.io.Serial;

/// A server that could not be started; the message is one sentence for the person at the terminal.
public final class CannotStartException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String sentence;

  public CannotStartException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public CannotStartException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
