/// What audit-service says of itself: its readers are watched too.
@NullMarked
package fr.vigie.contracts.audit;

import org.jspecify.annotations.NullMarked;
