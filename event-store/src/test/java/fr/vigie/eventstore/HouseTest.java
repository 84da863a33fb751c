package fr.vigie.eventstore;

import fr.vigie.testkit.HouseRules;

class HouseTest extends HouseRules {
  HouseTest() {
    super("fr.vigie.eventstore");
  }
}
