package fr.vigie.records.jobseeker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of an import: a file, and who follows the person.
///
/// @param advisor account of the advisor; null where nobody follows the person yet
record ImportLine(JobSeeker file, @Nullable UUID advisor, String organisation, String agency) {}
