/// How a file changes: what an advisor writes into it, and what becomes of a registration.
///
/// The rules it guards: whoever changes a file has a relation with the person; every change, and
/// every refusal, is an event; what is written is sealed before it is stored.
@NullMarked
package fr.vigie.records.file;

import org.jspecify.annotations.NullMarked;
