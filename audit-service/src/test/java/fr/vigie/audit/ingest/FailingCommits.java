package fr.vigie.audit.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// A database whose connection breaks at two of three commits: before the commit, or after it and
/// before the answer.
final class FailingCommits {

  private final Random random;
  private final AtomicInteger failures = new AtomicInteger();

  FailingCommits(Random random) {
    this.random = random;
  }

  int failures() {
    return failures.get();
  }

  DataSource over(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, _, _) -> connection(real.getConnection()));
  }

  private Connection connection(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              var fate = method.getName().equals("commit") ? random.nextInt(3) : 2;
              if (fate == 0) {
                throw broken(real);
              }
              try {
                var answer = method.invoke(real, arguments);
                if (fate == 1) {
                  throw broken(real);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private SQLException broken(Connection connection) throws SQLException {
    failures.incrementAndGet();
    connection.abort(Runnable::run);
    return new SQLException("the connection broke", "08006");
  }
}
