package fr.vigie.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The calendar that rules, pages and letters count by, wherever a server stands: a day begins and
/// ends when it does in Paris.
public final class ParisTime {

  public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private ParisTime() {}

  /// The day it is at an instant.
  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }

  /// The instant a day begins.
  public static Instant start(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }
}
