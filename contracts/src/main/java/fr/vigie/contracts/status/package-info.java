/// Whether accounts, sessions and organisations may act: the latest word on each.
@NullMarked
package fr.vigie.contracts.status;

import org.jspecify.annotations.NullMarked;
