/// What tests share: real servers of their own, an issuer of true and false tokens, a clock to
/// turn, and the rules of the house.
@NullMarked
package fr.vigie.testkit;

import org.jspecify.annotations.NullMarked;
