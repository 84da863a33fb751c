/// The population: unlike anybody, like everybody.
@NullMarked
package fr.vigie.launcher.population;

import org.jspecify.annotations.NullMarked;
