package fr.vigie.audit.views;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.Log;
import fr.vigie.audit.log.TestLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The view says what the entries say, whichever way they came into it.
class ViewsTest {

  private TestLog test;
  private Log log;
  private Views views;

  @BeforeEach
  void create() {
    test = TestLog.create();
    log = test.writer();
    views = TestViews.of(test);
  }

  private static List<Entry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position ->
            position % 3 == 0
                ? Samples.search(position).entry()
                : Samples.disclosure(position).entry())
        .toList();
  }

  private String digest(long end) throws SQLException {
    return views.read((connection, live, _) -> live.digest(connection, end));
  }

  @Test
  void a_search_has_a_row_for_every_person_it_showed() throws SQLException {
    log.append(
        List.of(
            Samples.search(1).saying("{\"persons\":[\"p-1\",\"p-2\",\"p-2\"]}").entry(),
            Samples.disclosure(2).with("ce_subject", "p-1").entry()));

    TestViews.catchUp(views);

    assertThat(test.texts("select person || index from trace_person_a order by 1"))
        .containsExactly("p-10", "p-11", "p-20");
    assertThat(test.texts("select persons::text from trace_a order by index"))
        .containsExactly("{p-1,p-2}", "{p-1}");
  }

  @Test
  void following_in_steps_comes_to_the_same_as_at_once() throws SQLException {
    var other = TestLog.create();
    other.writer().append(entries(1, 400));
    var atOnce = TestViews.of(other);
    TestViews.catchUp(atOnce);

    for (var first = 1; first <= 400; first += 57) {
      log.append(entries(first, Math.min(first + 56, 400)));
      TestViews.catchUp(views);
    }

    assertThat(digest(400))
        .isEqualTo(atOnce.read((connection, live, end) -> live.digest(connection, end)));
    assertThat(digest(399)).isNotEqualTo(digest(400));
  }

  @Test
  void a_changed_row_changes_the_digest() throws SQLException {
    log.append(entries(1, 50));
    TestViews.catchUp(views);
    var before = digest(50);

    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("update trace_a set purpose = 'other' where index = 7");
    }

    assertThat(digest(50)).isNotEqualTo(before);
  }

  @Test
  void bytes_that_are_no_event_do_not_stop_it() throws SQLException {
    log.append(entries(1, 3));
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("update leaf set entry = '\\x7b' where index = 1");
    }

    TestViews.catchUp(views);

    assertThat(test.texts("select index || coalesce(type, '') from trace_a order by 1"))
        .hasSize(3)
        .contains("1");
  }

  @Test
  void two_replicas_take_each_leaf_once() throws Exception {
    log.append(entries(1, 2_000));
    var replicas = new ArrayList<Thread>();
    for (var i = 0; i < 3; i++) {
      var replica = TestViews.of(test);
      replicas.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  while (replica.follow(100) != Views.Moved.UP_TO_DATE) {
                    // another one is at it, or there is more
                  }
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (var replica : replicas) {
      replica.join();
    }

    assertThat(test.number("select count(*) from trace_a")).isEqualTo(2_000);
  }
}
