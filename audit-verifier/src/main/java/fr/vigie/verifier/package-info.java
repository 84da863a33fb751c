/// Checks a log and trusts nobody: not the service that wrote it, not its database.
///
/// Written against the documented format alone (RFC 6962, C2SP); it shares no code with
/// audit-service, so that a mistake made there is not made here again.
@NullMarked
package fr.vigie.verifier;

import org.jspecify.annotations.NullMarked;
