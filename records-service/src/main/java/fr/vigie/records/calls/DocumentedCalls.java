package fr.vigie.records.calls;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Says on the OpenAPI page what every call says of itself: no resource names it again.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentedCalls implements OASFilter {

  @Override
  public Operation filterOperation(Operation operation) {
    return operation
        .addParameter(
            header(
                    Purpose.HEADER,
                    "Why, in a word of one's own role. Pourquoi, dans un mot de son rôle.",
                    Arrays.stream(Purpose.values()).map(Purpose::word).toList())
                .required(true))
        .addParameter(
            header(
                ServiceCall.AGENT,
                "Services only, and needed then: the account of the agent they call for.",
                List.of()))
        .addParameter(
            header(
                ServiceCall.ORGANISATION,
                "Services only, and needed then: the agent's organisation.",
                List.of()));
  }

  private static Parameter header(String name, String description, List<String> words) {
    var schema = OASFactory.createSchema().addType(SchemaType.STRING);
    words.forEach(schema::addEnumeration);
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .description(description)
        .schema(schema);
  }
}
