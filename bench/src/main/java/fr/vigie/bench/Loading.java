package fr.vigie.bench;

import java.util.ArrayList;
import java.util.List;

/// SQL that fills a log and its view with a year of disclosures: every tenth a list of twenty
/// persons, one in ten thousand on broken glass, and two thieves among the advisors.
final class Loading {

  private static final String LEAVES =
      """
      insert into leaf (index, month, id, source, position, topic, entry)
      select index, date_trunc('month', time at time zone 'UTC')::date, 'id-' || index,
        '/vigie/records-service', position, 'vigie.disclosures.v1',
        convert_to('{"actor":"' || actor || '","agency":"' || agency || '","authtime":"'
          || '2025-01-01T08:00:00Z","amr":"mfa,otp,pwd","basis":"' || basis
          || '","correlation":"0190c1a2-0000-7000-8000-' || lpad(index::text, 12, '0')
          || '","data":{"day":"2025-01-01","persons":["' || array_to_string(persons, '","')
          || '"]},"datacontenttype":"application/json","device":"device-' || (index % 5000)
          || '","fieldclasses":"identity,contact","id":"id-' || index
          || '","kafkatopic":"vigie.disclosures.v1","network":"10.1.2.0/24","operation":"'
          || operation || '","organisation":"FT","outcome":"allowed","position":"' || position
          || '","purpose":"' || purpose || '","session":"' || session
          || '","source":"/vigie/records-service","specversion":"1.0","time":"'
          || to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          || '","type":"records.record-disclosed.v1"}', 'UTF8')
      from given
      """;

  private static final String TRACES =
      """
      insert into trace_a (index, month, time, topic, type, actor, organisation, agency, session,
        device, network, operation, outcome, purpose, basis, field_classes, persons)
      select index, date_trunc('month', time at time zone 'UTC')::date, time,
        'vigie.disclosures.v1', 'records.record-disclosed.v1', actor, 'FT', agency, session,
        'device-' || (index % 5000), '10.1.2.0/24', operation, 'allowed', purpose, basis,
        array['identity', 'contact'], persons
      from given
      """;

  private static final String DROP_INDEXES =
      """
      do $$
      declare
        one record;
      begin
        create temp table index_kept as
          select indexdef from pg_indexes where tablename = 'trace_a' and indexdef not like '%UNIQUE%';
        for one in select indexname from pg_indexes
          where tablename = 'trace_a' and indexdef not like '%UNIQUE%' loop
          execute format('drop index %I', one.indexname);
        end loop;
      end
      $$
      """;

  private static final String MAKE_INDEXES =
      """
      do $$
      declare
        one record;
      begin
        for one in select indexdef from index_kept loop
          execute one.indexdef;
        end loop;
      end
      $$
      """;

  private Loading() {}

  static List<String> statements(long first, int events, int small, int large, int persons) {
    var all = new ArrayList<String>();
    all.add("set maintenance_work_mem = '512MB'");
    for (var month = 1; month <= 12; month++) {
      all.add("select open_month('2025-%02d-01')".formatted(month));
    }
    all.add(given(first, events, small, large, persons));
    all.add(LEAVES);
    all.add(DROP_INDEXES);
    all.add("alter table trace_person_a drop constraint trace_person_a_pkey");
    all.add(TRACES);
    all.add(
        "insert into trace_person_a (person, index)" + " select unnest(persons), index from given");
    all.add("drop table given");
    all.add(MAKE_INDEXES);
    all.add("alter table trace_person_a add primary key (person, index)");
    all.add(
        "update view_place set form = 1, next_index = %d where place = 'a'"
            .formatted(first + events));
    all.add("vacuum analyze trace_a, trace_person_a, leaf");
    return all;
  }

  private static String given(long first, int events, int small, int large, int persons) {
    return """
    create temp table given as
    select %1$d + i as index, i + 1 as position,
      timestamptz '2025-01-01 00:00:00Z' + i * (interval '364 days' / %2$d) as time,
      case when i < %3$d then 'thief-small' when i < %3$d + %4$d then 'thief-large'
        else 'advisor-' || (i * 7919 %% 1000) end as actor,
      'FT-' || (i %% 900) as agency,
      'session-' || (i / 40) as session,
      case when i %% 10000 = 0 then 'glass' else 'portfolio' end as basis,
      case when i %% 3 = 0 then 'interview' else 'follow-up' end as purpose,
      case when i %% 10 = 9 then 'list' else 'read' end as operation,
      case when i %% 10 = 9
        then (select array_agg(distinct 'person-' || ((i * 31 + j * 977) %% %5$d))
              from generate_series(1, 20) j)
        else array['person-' || (i * 104729 %% %5$d)] end as persons
    from generate_series(0::bigint, %2$d - 1) as i
    """
        .formatted(first, events, small, large, persons);
  }
}
