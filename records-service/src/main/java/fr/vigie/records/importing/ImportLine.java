package fr.vigie.records.importing;

import fr.vigie.records.jobseeker.Appointment;
import fr.vigie.records.jobseeker.JobSeeker;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of an import: a file, its appointments, and who follows the person.
///
/// @param advisor account of the advisor; null where nobody follows the person yet
record ImportLine(
    JobSeeker file,
    List<Appointment> appointments,
    @Nullable UUID advisor,
    String organisation,
    String agency) {

  ImportLine {
    appointments = List.copyOf(appointments);
  }
}
