-- Each list of accounts is read page by page: of one organisation, what is due, what waits.
create index account_view_organisation on account_view (organisation, account);
create index account_view_due on account_view (reviewed_at, account)
  where closed_cause is null and roles <> '{}';
create index role_request_waiting on role_request (requested_at, request);
