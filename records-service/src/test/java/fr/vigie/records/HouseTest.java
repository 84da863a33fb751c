package fr.vigie.records;

import fr.vigie.testkit.HouseRules;

class HouseTest extends HouseRules {

  HouseTest() {
    super("fr.vigie.records");
  }
}
