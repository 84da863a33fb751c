/// Accounts from their beginning to their end, and what they may do in between. The rules this room
/// guards: roles are given by two people, the one who asks and another who approves, never the
/// person themself; they are taken away by one, at once; a closed account opens nothing and has no
/// roles, so that whoever comes back gets them anew; whoever has not signed in for 45 days is off
/// (R33). Each of these ends the sessions there are.
///
/// Login, name and factors are kept in their own tables and are in no event.
@NullMarked
package fr.vigie.identity.lifecycle;

import org.jspecify.annotations.NullMarked;
