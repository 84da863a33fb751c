/// Reads back what is to run elsewhere: the overlay is rendered, every object is read into the
/// API's own types, and what must agree with the services is compared with them.
@NullMarked
package fr.vigie.e2e.manifests;

import org.jspecify.annotations.NullMarked;
