/// Who accessed a person's data, for the person (Article 15 of the GDPR, R48): when, on whose
/// behalf, what for, which field classes. Alone, in a list, in a search: every disclosure counts.
///
/// The rule: no agent is named, not by a reference either, and the person is asked for by a
/// reference alone. Who asks for a person is in the log, about that person. (ATTACKS 49)
@NullMarked
package fr.vigie.audit.persons;

import org.jspecify.annotations.NullMarked;
