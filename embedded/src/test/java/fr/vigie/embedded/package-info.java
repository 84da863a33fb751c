/// The servers for real: started, killed, started again.
@NullMarked
package fr.vigie.embedded;

import org.jspecify.annotations.NullMarked;
