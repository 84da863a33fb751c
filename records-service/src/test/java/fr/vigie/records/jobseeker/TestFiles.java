package fr.vigie.records.jobseeker;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// Files of people who do not exist.
public final class TestFiles {

  /// A woman of Paris.
  public static final UUID AWA = UUID.fromString("0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a01");

  /// Somebody else.
  public static final UUID BRUNO = UUID.fromString("0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a02");

  private TestFiles() {}

  /// A whole file.
  public static JobSeeker awa() {
    return new JobSeeker(
        AWA,
        new JobSeeker.Identity(
            "N'Diaye", "Lefèvre", "Awa Marie", "F", LocalDate.parse("1969-05-02"), "Paris"),
        new JobSeeker.Contact(
            "12 rue des Lilas", "75011", "Paris", "0612345678", "awa.lefevre@example.org", "75111"),
        new JobSeeker.Situation("A", LocalDate.parse("2026-01-05"), "ARE", null, null),
        new JobSeeker.Path(
            "professionnel",
            "FT-01",
            "K1304",
            "Services domestiques",
            null,
            "guidé",
            List.of("housing")),
        null,
        new JobSeeker.Disability(
            true, LocalDate.parse("2030-01-01"), null, null, null, "rqth", null),
        null,
        new JobSeeker.Identifiers("269054958815780", "12345678901"));
  }
}
