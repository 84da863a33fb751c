/// The service from outside: its pages, its endpoints, and those who attack them.
@NullMarked
package fr.vigie.identity;

import org.jspecify.annotations.NullMarked;
