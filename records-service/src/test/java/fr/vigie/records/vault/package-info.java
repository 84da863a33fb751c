/// Tries of the vault: what lies there is there for nobody.
@NullMarked
package fr.vigie.records.vault;

import org.jspecify.annotations.NullMarked;
