/// What records-service says: files, relations, disclosures. References and field names only, never
/// a value.
@NullMarked
package fr.vigie.contracts.records;

import org.jspecify.annotations.NullMarked;
