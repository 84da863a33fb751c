package fr.vigie.audit;

import fr.vigie.testkit.HouseRules;

class HouseTest extends HouseRules {

  HouseTest() {
    super("fr.vigie.audit");
  }
}
