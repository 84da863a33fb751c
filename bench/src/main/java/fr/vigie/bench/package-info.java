/// Benches. What is printed on standard output is one JSON object a line, for programs; words go to
/// standard error. A figure means little alone: each stands beside a peer of the same run.
@NullMarked
package fr.vigie.bench;

import org.jspecify.annotations.NullMarked;
