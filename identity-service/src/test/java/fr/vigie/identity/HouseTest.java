package fr.vigie.identity;

import fr.vigie.testkit.HouseRules;

class HouseTest extends HouseRules {

  HouseTest() {
    super("fr.vigie.identity");
  }
}
