@NullMarked
package fr.vigie.records.file;

import org.jspecify.annotations.NullMarked;
