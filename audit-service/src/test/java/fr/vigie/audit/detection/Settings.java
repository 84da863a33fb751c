package fr.vigie.audit.detection;

import java.time.Duration;
import java.time.LocalTime;

/// The lines as they come, for tests.
final class Settings implements DetectionSettings {

  @Override
  public int exposureBudget() {
    return 200;
  }

  @Override
  public int organisationQuota() {
    return 20_000;
  }

  @Override
  public int platformQuota() {
    return 300_000;
  }

  @Override
  public int velocityTimes() {
    return 3;
  }

  @Override
  public int velocityFloor() {
    return 60;
  }

  @Override
  public int outOfPortfolioShare() {
    return 50;
  }

  @Override
  public int outOfPortfolioDays() {
    return 5;
  }

  @Override
  public int outOfPortfolioFewest() {
    return 20;
  }

  @Override
  public int refusals() {
    return 20;
  }

  @Override
  public Duration refusalWindow() {
    return Duration.ofMinutes(10);
  }

  @Override
  public int newNetworkPersons() {
    return 100;
  }

  @Override
  public int placeChanges() {
    return 2;
  }

  @Override
  public Duration placeWindow() {
    return Duration.ofMinutes(10);
  }

  @Override
  public int coverageAccounts() {
    return 10;
  }

  @Override
  public int coverageTimes() {
    return 2;
  }

  @Override
  public int coverageFloor() {
    return 40;
  }

  @Override
  public int absentPersons() {
    return 10;
  }

  @Override
  public Duration skew() {
    return Duration.ofHours(1);
  }

  @Override
  public LocalTime opens() {
    return LocalTime.of(7, 0);
  }

  @Override
  public LocalTime closes() {
    return LocalTime.of(20, 0);
  }

  @Override
  public Duration history() {
    return Duration.ofDays(30);
  }

  @Override
  public Duration news() {
    return Duration.ofDays(2);
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(200);
  }

  @Override
  public Duration acknowledgement() {
    return Duration.ofMinutes(15);
  }
}
