package fr.vigie.front;

import fr.vigie.testkit.HouseRules;

class HouseTest extends HouseRules {

  HouseTest() {
    super("fr.vigie.front");
  }
}
