package fr.vigie.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rules of the house, for each module to take on:
///
/// ```java
/// class HouseTest extends HouseRules {
///   HouseTest() {
///     super("fr.vigie.lockout");
///   }
/// }
/// ```
public abstract class HouseRules {

  private static final DescribedPredicate<JavaCall<?>> ASKS_THE_TIME =
      describe(
          "asks what time it is",
          call -> {
            var owner = call.getTargetOwner();
            var noArguments = call.getTarget().getRawParameterTypes().isEmpty();
            return (owner.getPackageName().equals("java.time")
                    && call.getName().equals("now")
                    && noArguments)
                || (owner.isEquivalentTo(Clock.class) && call.getName().startsWith("system"))
                || (owner.isEquivalentTo(System.class)
                    && call.getName().equals("currentTimeMillis"));
          });

  private static final DescribedPredicate<JavaClass> VALUES =
      describe("records and enums", type -> type.isRecord() || type.isEnum());

  private static final Set<String> HTTP_METHODS =
      Set.of(
          "jakarta.ws.rs.GET",
          "jakarta.ws.rs.POST",
          "jakarta.ws.rs.PUT",
          "jakarta.ws.rs.PATCH",
          "jakarta.ws.rs.DELETE");

  private static final String[] PLAIN = {
    "java..",
    "fr.vigie..",
    "org.jspecify.annotations..",
    "jakarta.validation..",
    "com.fasterxml.jackson.annotation..",
    "io.quarkus.runtime.annotations.."
  };

  private final String root;
  private final JavaClasses module;

  /// @param root the module's root package, for example `fr.vigie.lockout`
  protected HouseRules(String root) {
    this.root = root;
    this.module =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root);
  }

  @Test
  void rooms_have_no_cycles() {
    slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(module);
  }

  @Test
  void only_platform_asks_the_time() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..platform..")
        .should()
        .callMethodWhere(ASKS_THE_TIME)
        .because("a decision is given the time")
        .check(module);
  }

  @Test
  void values_know_java_and_us_alone() {
    classes()
        .that(VALUES)
        .and(DescribedPredicate.not(modifier(PRIVATE)))
        .and()
        .resideOutsideOfPackage("..platform..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(PLAIN)
        .allowEmptyShould(true)
        .check(module);
  }

  /// Quarkus REST leaves a resource method that is not public out, with a warning and a 404.
  @Test
  void every_door_is_public() {
    methods()
        .that(
            describe(
                "answer HTTP requests",
                method ->
                    method.getAnnotations().stream()
                        .anyMatch(a -> HTTP_METHODS.contains(a.getRawType().getName()))))
        .should()
        .bePublic()
        .allowEmptyShould(true)
        .check(module);
  }

  @Test
  void faults_have_names() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..platform..")
        .should()
        .callConstructor(RuntimeException.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class, Throwable.class)
        .orShould()
        .callConstructor(RuntimeException.class, Throwable.class)
        .allowEmptyShould(true)
        .because("a raw RuntimeException tells nobody what to do")
        .check(outsideOfExceptions());
  }

  /// The constructors of named exceptions call the raw one's, as they must.
  private JavaClasses outsideOfExceptions() {
    return module.that(
        describe("no exceptions", type -> !type.isAssignableTo(RuntimeException.class)));
  }

  @Test
  void every_package_is_null_marked() {
    var unmarked = new TreeSet<String>();
    for (var type : module) {
      JavaPackage place = type.getPackage();
      if (!place.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(place.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }
}
