/// What tests share: real servers of their own, an issuer of true and false tokens, a clock to
/// turn, the contract every event storage engine keeps, and the rules of the house.
@NullMarked
package fr.vigie.testkit;

import org.jspecify.annotations.NullMarked;
