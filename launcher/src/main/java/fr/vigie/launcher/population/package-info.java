/// A synthetic population: persons who do not exist, in numbers and shares as in France. A person
/// follows from the seed and an index alone, so that a run that was cut off goes on where it
/// stopped, and a million need no memory. Nothing here can belong to a real person: NIR of communes
/// that do not exist, telephone numbers set aside for fiction, mail domains that are reserved.
@NullMarked
package fr.vigie.launcher.population;

import org.jspecify.annotations.NullMarked;
