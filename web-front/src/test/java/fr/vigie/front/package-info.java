/// Tests of the front over HTTP: real sessions in a real database, a provider that signs people in,
/// and small servers in the place of the services behind.
@NullMarked
package fr.vigie.front;

import org.jspecify.annotations.NullMarked;
