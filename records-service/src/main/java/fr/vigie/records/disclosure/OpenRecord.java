package fr.vigie.records.disclosure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An advisor wants to see a person's record.
///
/// @param person null where the reference names nobody
record OpenRecord(String advisor, @Nullable UUID person, Purpose purpose) {}
