/// What any service says of a request that came to nothing, in the same words.
@NullMarked
package fr.vigie.contracts.requests;

import org.jspecify.annotations.NullMarked;
