package fr.vigie.verifier;

import fr.vigie.testkit.HouseRules;

class HouseTest extends HouseRules {

  HouseTest() {
    super("fr.vigie.verifier");
  }
}
