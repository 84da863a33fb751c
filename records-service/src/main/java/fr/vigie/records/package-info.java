/// What you may see. Rooms: `jobseeker` keeps the files, `keys` what opens them, `file` says how
/// they change, `importing` how they come in, `fields` what they may hold; `caseload` says who
/// follows whom, `relations` who may see whom beside that, `standing` whether an advisor may act,
/// `disclosure` decides whether a record is shown, `search` finds names in the own portfolio.
///
/// Here stand the two things that concern every room's events: the names they are stored under, and
/// what of them leaves this service.
@NullMarked
package fr.vigie.records;

import org.jspecify.annotations.NullMarked;
