package fr.vigie.records.disclosure;

import fr.vigie.records.calls.Reason;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/// What every door to a record is told, as it came: whom, and for some of it why so much.
class Question {

  @PathParam("ref")
  String ref = "";

  @HeaderParam(Reason.HEADER)
  @Nullable String reason;
}
