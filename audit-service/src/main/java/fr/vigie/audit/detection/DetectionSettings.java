package fr.vigie.audit.detection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/// Where the detectors' lines are. Each is ours to defend; tried on the past before it is changed:
/// `POST /v1/trials`.
@ConfigMapping(prefix = "vigie.audit.detection")
public interface DetectionSettings {

  /// Distinct persons of an account a day. As the budget of records-service (R29).
  @WithDefault("200")
  int exposureBudget();

  /// Distinct persons of an organisation a day (R46).
  @WithDefault("20000")
  int organisationQuota();

  /// Distinct persons of everybody a day: below what all accounts could see together (R46).
  @WithDefault("300000")
  int platformQuota();

  /// How many times its usual number of persons an account may see (R42).
  @WithDefault("3")
  int velocityTimes();

  /// Persons of a day below which no velocity is news.
  @WithDefault("60")
  int velocityFloor();

  /// Percent of persons outside the portfolio (R44).
  @WithDefault("50")
  int outOfPortfolioShare();

  /// On how many days of work on end.
  @WithDefault("5")
  int outOfPortfolioDays();

  /// How many persons make a day of work.
  @WithDefault("20")
  int outOfPortfolioFewest();

  /// Refusals of an account within the window (R46).
  @WithDefault("20")
  int refusals();

  /// Within which they count.
  @WithDefault("10m")
  Duration refusalWindow();

  /// Persons of a day from networks that are new to the account and its organisation (R46): a good
  /// day's work, so that of ten thousand days of honest work from a train one is told or none.
  @WithDefault("100")
  int newNetworkPersons();

  /// How often an account may change its place within the window (R46).
  @WithDefault("2")
  int placeChanges();

  /// Within which the changes count.
  @WithDefault("10m")
  Duration placeWindow();

  /// Persons of a day that an account may see while another stands in for it (R46).
  @WithDefault("10")
  int absentPersons();

  /// Accounts of an organisation that may, on one day and apart, see far more than usual (R46).
  @WithDefault("10")
  int coverageAccounts();

  /// How many times its median day that is.
  @WithDefault("2")
  int coverageTimes();

  /// Persons of a day below which it is not.
  @WithDefault("40")
  int coverageFloor();

  /// When reading begins in Paris (R45).
  @WithDefault("07:00")
  LocalTime opens();

  /// When it ends.
  @WithDefault("20:00")
  LocalTime closes();

  /// How far ahead of this clock an event's time may be (R41, ATTACKS 40).
  @WithDefault("1s")
  Duration skew();

  /// How far back the log is read when detectors begin with nothing. (ATTACKS 62)
  @WithDefault("30d")
  Duration history();

  /// How late an event may be and still raise an alert; older ones only teach.
  @WithDefault("2d")
  Duration news();

  /// The pause before new leaves are looked for.
  @WithDefault("200ms")
  Duration interval();

  /// After how long an alert that nobody has taken on is said again (R47).
  @WithDefault("15m")
  Duration acknowledgement();
}
