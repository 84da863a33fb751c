/// Accounts: who may sign in, for which organisation and agency, in which roles. What an account is
/// comes from its events; its login, name and secrets lie in tables of their own and never enter an
/// event. The rule this room guards: nobody reads records and audits the readers.
@NullMarked
package fr.vigie.identity.account;

import org.jspecify.annotations.NullMarked;
