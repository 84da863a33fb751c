package fr.vigie.audit.breach;

/// Why not.
enum BreachRefusal {
  /// No file bears this reference.
  UNKNOWN(404, "no-such-breach", "No file bears this reference."),
  /// The key of this request has opened another file.
  OPENED_OTHERWISE(
      409,
      "breach-opened-otherwise",
      "The same Idempotency-Key opened a file on something else. Send a new key."),
  /// It is closed.
  CLOSED(409, "breach-closed", "This file is closed. Open another one."),
  /// Nobody asked for the list, or too long ago.
  NOT_REQUESTED(
      409,
      "list-not-requested",
      "Nobody asks for the list now. The privacy officer asks first; a request holds for a day."),
  /// Whoever asks cannot agree too.
  OWN_REQUEST(403, "own-request", "Somebody else than who asked for the list must agree."),
  /// Each agrees once.
  ALREADY_APPROVED(409, "already-approved", "You have agreed. Another person must agree too."),
  /// The list is for who asked.
  NOT_THE_REQUESTER(403, "not-the-requester", "The list is for the person who asked for it."),
  /// Two must agree.
  NOT_APPROVED(403, "list-not-approved", "Two other people must agree first.");

  private final int status;
  private final String word;
  private final String advice;

  BreachRefusal(int status, String word, String advice) {
    this.status = status;
    this.word = word;
    this.advice = advice;
  }

  int status() {
    return status;
  }

  /// As events and problems name it.
  String word() {
    return word;
  }

  String advice() {
    return advice;
  }
}
