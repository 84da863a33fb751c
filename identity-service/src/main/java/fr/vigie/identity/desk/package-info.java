/// The pages of resets: where the desk starts them and others agree, and where the person comes by
/// the link.
///
/// The rule this room guards: no page shows a secret but to whoever brings it; whoever starts,
/// agrees or declines has signed in within the last five minutes (R22); and nobody leaves the
/// link's page signed in.
@NullMarked
package fr.vigie.identity.desk;

import org.jspecify.annotations.NullMarked;
