package fr.vigie.audit.query;

import fr.vigie.kit.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What is not understood, as callers see it: 400, and which parameter.
class BadParameters {

  @ServerExceptionMapper
  Response bad(BadParameterException bad) {
    return Problems.builder(
            400,
            "bad-parameter",
            "A parameter is not understood",
            "The parameter " + bad.getMessage() + ".")
        .with("parameter", bad.parameter())
        .build()
        .toResponse();
  }
}
