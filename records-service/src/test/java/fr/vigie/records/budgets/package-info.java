@NullMarked
package fr.vigie.records.budgets;

import org.jspecify.annotations.NullMarked;
