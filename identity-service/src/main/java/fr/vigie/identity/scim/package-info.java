/// SCIM 2.0 (RFC 7643, 7644) for an employer's directory: it makes accounts, renames them, closes
/// them when their holders leave, and asks for roles by groups. The rules this room guards: the
/// directory gives no role, it asks for one, and an account admin approves; what it takes away is
/// gone at once; what is closed, whoever closed it, an account admin opens again.
///
/// Paths, filters and patches are UnboundID's SCIM 2 library's to read; what may be done with them
/// is decided here and in the room `lifecycle`.
@NullMarked
package fr.vigie.identity.scim;

import org.jspecify.annotations.NullMarked;
