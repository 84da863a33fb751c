/// What every event storage engine does, as tests that each engine takes on.
@NullMarked
package fr.vigie.testkit.engine;

import org.jspecify.annotations.NullMarked;
