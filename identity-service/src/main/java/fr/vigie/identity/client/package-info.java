/// The applications: who they are, how they prove it, and how their requests are read. The rule
/// this room guards: nobody speaks for an application without its proof, and nothing is sent to a
/// place that is not registered to the letter.
@NullMarked
package fr.vigie.identity.client;

import org.jspecify.annotations.NullMarked;
