/// Passwords: hashed with Argon2id (19 MiB, 2 passes, 1 lane: OWASP's first choice), the parameters
/// in the hash, the hash sealed. The rule this room guards: hashing never sinks the service, so it
/// runs on few workers behind a bounded queue, and a place in the queue is taken before a guess is.
@NullMarked
package fr.vigie.identity.password;

import org.jspecify.annotations.NullMarked;
